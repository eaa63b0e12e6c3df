package io.github.sfnecs.bench;

import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.server.FakeAccount;
import io.github.sfnecs.it.Scene;
import io.github.sfnecs.testing.Lab;
import java.net.URI;
import java.util.Map;

/**
 * An account in an embedded AWS, and how a process gets there.
 *
 * @param endpoint where it is
 * @param accountId its id, which is also the access key
 * @param region the region of the scenario
 * @param account its journal and its knobs
 * @param closing closes it
 */
record Ground(URI endpoint, String accountId, String region, FakeAccount account, Runnable closing)
        implements AutoCloseable {
    /** The account of the story, on the machine's own clock. */
    static Ground story(Scene scene) {
        return new Ground(scene.endpoint(), Scene.ACCOUNT, "us-east-1", scene.account, scene::close);
    }

    /** The account of the large scenarios, on a clock that stands still. */
    static Ground lab(Lab lab) {
        return new Ground(lab.aws.endpoint(), Lab.ACCOUNT, Lab.SCOPE.region(), lab.account, lab::close);
    }

    /** A new account of the story. */
    static Scene scene() {
        return new Scene(FakeClock.system());
    }

    /** What the SDKs read; nothing of the user's own configuration is read. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "AWS_ACCESS_KEY_ID", accountId,
                "AWS_SECRET_ACCESS_KEY", "not-needed-here",
                "AWS_REGION", region,
                "AWS_DEFAULT_REGION", region,
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_PAGER", "");
    }

    @Override
    public void close() {
        closing.run();
    }
}
