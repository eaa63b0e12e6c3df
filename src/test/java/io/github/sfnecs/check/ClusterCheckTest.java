package io.github.sfnecs.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.asl.Capacity.ProviderStrategy;
import io.github.sfnecs.asl.Capacity.ProviderStrategy.Item;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.testing.CannedAws;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is said of a cluster. */
class ClusterCheckTest {
    private static final ProviderStrategy WANTED =
            new ProviderStrategy(List.of(new Item("mine", OptionalInt.empty(), OptionalInt.empty())));

    /** The command names what is there, which whoever answers chooses. */
    @Test
    void theCommandThatAddsAProviderHasOneWordForEach() {
        try (CannedAws aws = new CannedAws()
                .answers(
                        "DescribeClusters",
                        "{'clusters': [{'status': 'ACTIVE', 'capacityProviders': ['a', '$(id)'],"
                                + " 'defaultCapacityProviderStrategy': [{'capacityProvider': '; id', 'weight': 1, 'base': 0}]}]}")) {
            assertThat(new ClusterCheck(ClusterArn.parse(Lab.CLUSTER), List.of(WANTED))
                            .findings(() -> ClusterCheck.described(aws.clients.ecs(), ClusterArn.parse(Lab.CLUSTER))))
                    .last()
                    .extracting(Finding::fix)
                    .isEqualTo("aws ecs put-cluster-capacity-providers --region eu-central-1 --cluster jobs"
                            + " --capacity-providers a '$(id)' mine --default-capacity-provider-strategy"
                            + " 'capacityProvider=; id,weight=1,base=0'; or correct capacityProviderStrategy");
        }
    }

    /** ECS promises neither weight nor base; the command leaves out what it does not say. */
    @Test
    void printsOnlyWhatIsKnownOfACapacityProvider() {
        try (CannedAws aws = new CannedAws()
                .answers(
                        "DescribeClusters",
                        "{'clusters': [{'status': 'ACTIVE', 'capacityProviders': ['A'], 'defaultCapacityProviderStrategy':"
                                + " [{'capacityProvider': 'A'}, {'capacityProvider': 'B', 'weight': 2},"
                                + " {'capacityProvider': 'C', 'base': 3}]}]}")) {
            assertThat(new ClusterCheck(ClusterArn.parse(Lab.CLUSTER), List.of(WANTED))
                            .findings(() -> ClusterCheck.described(aws.clients.ecs(), ClusterArn.parse(Lab.CLUSTER))))
                    .last()
                    .extracting(Finding::fix, STRING)
                    .contains(" capacityProvider=A capacityProvider=B,weight=2 capacityProvider=C,base=3;");
        }
    }
}
