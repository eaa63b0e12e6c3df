package io.github.sfnecs.check;

import io.github.sfnecs.asl.RunTask;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.diagnostic.Finding;
import java.util.List;
import java.util.Optional;

/**
 * The VPC that a task gets its network from. Nothing here names a class of the SDK's {@code ec2} module, which only some users
 * have; {@link Ec2Vpc} does.
 */
public interface Vpc {
    /** What is found there. */
    List<Finding> findings(RunTask task);

    /** Empty without the SDK's {@code ec2} module. */
    static Optional<Vpc> of(AwsClients clients) {
        try {
            Class.forName("software.amazon.awssdk.services.ec2.Ec2Client", false, Vpc.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        return Optional.of(new Ec2Vpc(clients));
    }
}
