package io.github.sfnecs.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts name an image, and what they name. */
class ImageReferenceTest {
    private static final String SHA = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "busybox, docker.io, busybox, :latest",
        "team/web:1, docker.io, team/web, :1",
        "public.ecr.aws/docker/library/python:3, public.ecr.aws, docker/library/python, :3",
        "localhost/web, localhost, web, :latest",
        "localhost:5000/web:v1.2-rc_3, localhost:5000, web, :v1.2-rc_3",
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/a/b/c:x, 123456789012.dkr.ecr.eu-central-1.amazonaws.com, a/b/c, :x",
        "ghcr.io/a__b/c.d-e--f, ghcr.io, a__b/c.d-e--f, :latest",
    })
    void aName(String text, String host, String repository, String version) {
        assertThat(ImageReference.of(text)).contains(new ImageReference(host, repository, version));
    }

    @Test
    void aDigestCountsMoreThanATag() {
        assertThat(ImageReference.of("web:1@" + SHA)).contains(new ImageReference("docker.io", "web", "@" + SHA));
        assertThat(ImageReference.of("web@" + SHA)).contains(new ImageReference("docker.io", "web", "@" + SHA));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Web",
                "team/Web:1",
                "web:",
                "web: 1",
                " web",
                "web@sha256:12",
                "web@",
                "${image}",
                "web:${tag}",
                "/web",
                "web/",
                "a//b",
                "-web",
                "a___b",
                "https://ghcr.io/web",
                "ghcr.io:x/web",
                "web:-1"
            })
    void noName(String text) {
        assertThat(ImageReference.of(text)).isEmpty();
    }

    @Test
    void aNameIsAsLongAsRegistriesTakeAtMost() {
        assertThat(ImageReference.of("w".repeat(255) + ":1")).isPresent();
        assertThat(ImageReference.of("w".repeat(256))).isEmpty();
        assertThat(ImageReference.of("w:" + "1".repeat(128))).isPresent();
        assertThat(ImageReference.of("w:" + "1".repeat(129))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/a, eu-central-1",
        "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/a, us-gov-west-1",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/a, cn-north-1",
        "123456789012.dkr-ecr.us-east-1.on.aws/a, us-east-1",
        "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/a, cn-north-1",
        "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/a, eusc-de-east-1",
        "123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov/a, us-iso-east-1",
    })
    void aPrivateRepositoryOfEcr(String text, String region) {
        assertThat(ImageReference.of(text).orElseThrow().ecr().orElseThrow().region())
                .isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"busybox", "public.ecr.aws/a/b", "12.dkr.ecr.eu-central-1.amazonaws.com/a"})
    void anotherRegistry(String text) {
        assertThat(ImageReference.of(text).orElseThrow().ecr()).isEmpty();
    }
}
