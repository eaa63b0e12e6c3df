package io.github.sfnecs.fakeaws.iam;

/** What IAM says, and how it ends AWS's sentence "… is not authorized to perform: …". */
public enum Decision {
    ALLOWED(""),
    NO_IDENTITY_POLICY("because no identity-based policy allows the %s action"),
    NO_BOUNDARY("because no permissions boundary allows the %s action"),
    DENIED_BY_IDENTITY_POLICY("with an explicit deny in an identity-based policy"),
    DENIED_BY_BOUNDARY("with an explicit deny in a permissions boundary");

    private final String reason;

    Decision(String reason) {
        this.reason = reason;
    }

    public boolean allowed() {
        return this == ALLOWED;
    }

    public String reason(String action) {
        return reason.replace("%s", action);
    }
}
