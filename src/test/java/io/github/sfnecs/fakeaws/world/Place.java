package io.github.sfnecs.fakeaws.world;

/** An account in a region, which is where ARNs begin. */
public record Place(String account, String region) {

    public String partition() {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    public String arn(String service, String resource) {
        return "arn:" + partition() + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** An ARN of a service without regions, such as IAM. */
    public String globalArn(String service, String resource) {
        return "arn:" + partition() + ":" + service + "::" + account + ":" + resource;
    }
}
