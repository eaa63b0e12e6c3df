package io.github.sfnecs.fakeaws.iam;

import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.Map;

/** Who asks ECS for something: a client, who may do everything, or a service in the name of a role, who may do what IAM says. */
public sealed interface Principal {

    /** Ends with AWS's sentence if the principal may not. */
    void require(String action, String resource, Map<String, String> context);

    record Owner() implements Principal {
        @Override
        public void require(String action, String resource, Map<String, String> context) {}
    }

    /**
     * A service in the name of a role.
     *
     * @param sessionName as Step Functions makes one up for each call
     */
    record AssumedRole(Place place, Authorizer authorizer, String roleArn, String sessionName) implements Principal {
        @Override
        public void require(String action, String resource, Map<String, String> context) {
            Decision decision = authorizer.decide(roleArn, action, resource, context);
            if (!decision.allowed()) {
                throw new AwsError("AccessDeniedException", sentence(action, resource, decision));
            }
        }

        private String sentence(String action, String resource, Decision decision) {
            String role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
            return "User: " + place.globalArn("sts", "assumed-role/" + role + "/" + sessionName)
                    + " is not authorized to perform: " + action + " on resource: " + resource + " "
                    + decision.reason(action);
        }
    }
}
