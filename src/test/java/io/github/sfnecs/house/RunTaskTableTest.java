package io.github.sfnecs.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/** The manual says of each member that RunTask has how it is said in the POM, or why it is not. */
class RunTaskTableTest {
    private static final Path PAGE = Path.of("src/site/markdown/parameters.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(?<member>[A-Za-z.]+)` \\| (?<said>[^|]+) \\|(?<why>[^|]*)\\|$");
    private static final Pattern PARAMETER = Pattern.compile("`([A-Za-z]+)[^`]*`");
    private static final String UNSAID = "–";

    @Test
    void hasEveryMemberOnce() throws IOException {
        Map<String, String> table = table();
        Set<String> unsaid = table.entrySet().stream()
                .filter(row -> row.getValue().equals(UNSAID))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> members = new TreeSet<>();
        members("", RunTaskRequest.builder().build(), members);

        // of what can't be said the parts can't be, either
        assertThat(members)
                .filteredOn(member -> unsaid.stream().noneMatch(parent -> member.startsWith(parent + ".")))
                .containsExactlyInAnyOrderElementsOf(table.keySet());
    }

    @Test
    void namesAParameterOrSaysWhyThereIsNone() throws Exception {
        Set<String> parameters = PluginDescriptorTest.parameters()
                .map(PluginDescriptorTest.Parameter::name)
                .collect(Collectors.toSet());

        assertThat(rows()).isNotEmpty().allSatisfy(row -> {
            String said = row.group(2);
            assertThat(
                            said.equals(UNSAID)
                                    ? !row.group(3).isBlank()
                                    : PARAMETER
                                            .matcher(said)
                                            .results()
                                            .map(name -> name.group(1))
                                            .anyMatch(parameters::contains))
                    .as(row.group())
                    .isTrue();
        });
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        rows().forEach(row -> assertThat(table.put(row.group(1), row.group(2)))
                .as(row.group())
                .isNull());
        return table;
    }

    private static Stream<MatchResult> rows() throws IOException {
        String page = Files.readString(PAGE);
        return ROW.matcher(page.substring(page.indexOf("<a id=\"runtask\">"))).results();
    }

    private static void members(String parent, SdkPojo value, Set<String> members) {
        for (SdkField<?> field : value.sdkFields()) {
            String name = parent + field.locationName();
            SdkField<?> element = field.marshallingType() == MarshallingType.LIST
                    ? field.getTrait(ListTrait.class).memberFieldInfo()
                    : field;
            if (element.marshallingType() == MarshallingType.SDK_POJO) {
                members(name + ".", element.constructor().get(), members);
            }
            members.add(name);
        }
    }
}
