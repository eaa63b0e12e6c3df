package io.github.sfnecs.asl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As in AWS's table of task sizes. */
class FargateSizesTest {
    @ParameterizedTest
    @CsvSource({
        "256, 512",
        "256, 2048",
        "512, 1024",
        "512, 4096",
        "1024, 2048",
        "1024, 8192",
        "2048, 16384",
        "4096, 30720",
        "8192, 16384",
        "8192, 61440",
        "16384, 32768",
        "16384, 122880"
    })
    void areOffered(int cpu, int memory) {
        assertThat(FargateSizes.offer(cpu, memory)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "256, 1536",
        "256, 4096",
        "512, 512",
        "512, 1536",
        "1024, 1024",
        "1024, 9216",
        "2048, 2048",
        "4096, 31744",
        "8192, 18432",
        "16384, 34816",
        "300, 512",
        "32768, 65536"
    })
    void areNot(int cpu, int memory) {
        assertThat(FargateSizes.offer(cpu, memory)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "256 | with 256 CPU units there are 512, 1024 or 2048 MiB",
                "8192 | with 8192 CPU units there are 16384 to 61440 MiB in steps of 4096",
                "300 | there are tasks of 256, 512, 1024, 2048, 4096, 8192, 16384 CPU units"
            })
    void areTold(int cpu, String text) {
        assertThat(FargateSizes.with(cpu)).isEqualTo(text);
    }
}
