package io.github.sfnecs.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom. A package that is not in the table has to be put there first. */
class ArchitectureTest {
    private static final String ROOT = "io.github.sfnecs";
    /** Without HelpMojo, which Maven's plugin tools write. */
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("HelpMojo"))
            .importPackages(ROOT);

    private static final Set<String> FORBIDDEN = Set.of(
            "Thread.sleep",
            "TimeUnit.sleep",
            "System.getenv",
            "System.currentTimeMillis",
            "System.nanoTime",
            "Instant.now",
            "LocalDate.now",
            "LocalDateTime.now",
            "OffsetDateTime.now",
            "ZonedDateTime.now",
            "Clock.systemUTC",
            "Clock.systemDefaultZone",
            "Clock.system");

    /** No value of them changes; Jackson's factory is configured as it is made, and then only read. */
    private static final List<Class<?>> IMMUTABLE = List.of(
            String.class,
            Number.class,
            Boolean.class,
            Enum.class,
            Record.class,
            Duration.class,
            Pattern.class,
            DateTimeFormatter.class,
            DefaultIndenter.class,
            JsonFactory.class,
            JsonNodeFactory.class);

    /** What each package may use of ours, besides itself and the list of goals: only what stands on a floor below it. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry(
                    "mojos",
                    List.of(
                            "bound",
                            "build",
                            "map",
                            "config",
                            "blueprint",
                            "check",
                            "cleanup",
                            "execution",
                            "redrive",
                            "verdict",
                            "role",
                            "iam",
                            "statemachine",
                            "status",
                            "report",
                            "fanout",
                            "mapruns",
                            "rendering",
                            "source",
                            "asl",
                            "ecs",
                            "aws",
                            "arn",
                            "change",
                            "cost",
                            "time",
                            "diagnostic")),
            Map.entry(
                    "bound",
                    List.of(
                            "build",
                            "config",
                            "blueprint",
                            "check",
                            "execution",
                            "verdict",
                            "role",
                            "grants",
                            "statemachine",
                            "fanout",
                            "mapruns",
                            "rendering",
                            "source",
                            "asl",
                            "ecs",
                            "aws",
                            "arn",
                            "change",
                            "iam",
                            "json",
                            "diagnostic")),
            Map.entry("map", List.of("config", "fanout", "json", "diagnostic")),
            Map.entry(
                    "config",
                    List.of(
                            "role",
                            "statemachine",
                            "execution",
                            "cleanup",
                            "rendering",
                            "source",
                            "asl",
                            "aws",
                            "arn",
                            "change",
                            "cost",
                            "json",
                            "diagnostic")),
            Map.entry("build", List.of("report", "aws", "time", "diagnostic")),
            Map.entry("blueprint", List.of("role", "grants", "iam", "asl", "arn")),
            Map.entry(
                    "role",
                    List.of("grants", "iam", "asl", "ecs", "aws", "arn", "change", "time", "json", "diagnostic")),
            Map.entry("grants", List.of("iam", "asl", "arn", "json", "diagnostic")),
            Map.entry("iam", List.of("aws", "change", "json", "diagnostic")),
            Map.entry("statemachine", List.of("asl", "aws", "arn", "change", "time", "json", "diagnostic")),
            Map.entry(
                    "redrive",
                    List.of(
                            "blueprint",
                            "role",
                            "watch",
                            "verdict",
                            "history",
                            "grants",
                            "iam",
                            "asl",
                            "ecs",
                            "aws",
                            "arn",
                            "cost",
                            "report",
                            "mapwatch",
                            "mapruns",
                            "time",
                            "diagnostic")),
            Map.entry(
                    "execution",
                    List.of(
                            "redrive",
                            "watch",
                            "mapwatch",
                            "verdict",
                            "history",
                            "asl",
                            "ecs",
                            "aws",
                            "arn",
                            "cost",
                            "logs",
                            "report",
                            "mapruns",
                            "time",
                            "json",
                            "diagnostic")),
            Map.entry(
                    "watch",
                    List.of(
                            "mapwatch",
                            "verdict",
                            "history",
                            "asl",
                            "ecs",
                            "aws",
                            "arn",
                            "cost",
                            "logs",
                            "report",
                            "mapruns",
                            "time",
                            "diagnostic")),
            Map.entry(
                    "mapwatch",
                    List.of(
                            "verdict",
                            "history",
                            "asl",
                            "ecs",
                            "aws",
                            "cost",
                            "logs",
                            "mapruns",
                            "time",
                            "json",
                            "diagnostic")),
            Map.entry(
                    "verdict",
                    List.of("history", "asl", "ecs", "aws", "arn", "report", "mapruns", "time", "json", "diagnostic")),
            Map.entry("history", List.of("asl", "aws", "arn", "report", "json", "diagnostic")),
            Map.entry("report", List.of("mapcharts", "markup", "mapruns", "asl", "arn", "cost", "json", "diagnostic")),
            Map.entry("mapcharts", List.of("markup", "mapruns", "cost", "diagnostic")),
            Map.entry("markup", List.of("diagnostic")),
            Map.entry("mapruns", List.of("cost", "json", "diagnostic")),
            Map.entry("logs", List.of("aws", "arn", "time", "diagnostic")),
            Map.entry("cost", List.of("arn", "json", "diagnostic")),
            Map.entry("check", List.of("fanout", "rendering", "asl", "ecs", "aws", "arn", "json", "diagnostic")),
            Map.entry("cleanup", List.of("asl", "ecs", "aws", "arn", "change", "cost", "time", "json", "diagnostic")),
            Map.entry("status", List.of("watch", "asl", "ecs", "aws", "arn", "cost", "time", "json", "diagnostic")),
            Map.entry("change", List.of("json", "diagnostic")),
            Map.entry("ecs", List.of("asl", "aws", "arn", "time", "diagnostic")),
            Map.entry("fanout", List.of("rendering", "asl", "json", "diagnostic")),
            Map.entry("rendering", List.of("asl", "json", "diagnostic")),
            Map.entry("source", List.of("asl", "json", "diagnostic")),
            Map.entry("asl", List.of("arn", "json", "diagnostic")),
            Map.entry("aws", List.of("arn", "time", "diagnostic")),
            Map.entry("time", List.of("diagnostic")),
            Map.entry("json", List.of("diagnostic")),
            Map.entry("arn", List.of()),
            Map.entry("diagnostic", List.of()),
            Map.entry("goal", List.of()));

    private static final String FAKE = ROOT + ".fakeaws";

    /** The embedded AWS from its lowest floor to its highest, as its README draws it. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of(FAKE),
            Set.of(FAKE + ".wire", FAKE + ".world"),
            Set.of(FAKE + ".iam", FAKE + ".logs", FAKE + ".ecr"),
            Set.of(FAKE + ".account"),
            Set.of(FAKE + ".ec2", FAKE + ".sts", FAKE + ".ecs.definition"),
            Set.of(FAKE + ".ecs"),
            Set.of(FAKE + ".states.expression"),
            Set.of(FAKE + ".states.definition"),
            Set.of(FAKE + ".states.services", FAKE + ".states.flow", FAKE + ".states.api"),
            Set.of(FAKE + ".states.mapruns"),
            Set.of(FAKE + ".states"),
            Set.of(FAKE + ".server"),
            Set.of(FAKE + ".contract", FAKE + ".tests"),
            Set.of(FAKE + ".tests.mapruns"));

    @Test
    void eachPackageUsesOnlyWhatItMay() {
        MAY_USE.forEach((name, used) -> {
            String[] allowed = Stream.concat(used.stream(), Stream.of("goal"))
                    .map(ArchitectureTest::within)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(within(name))
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + "..")
                            .and(not(resideInAPackage(within(name))))
                            .and(not(resideInAnyPackage(allowed))))
                    .because(name + " uses only " + used)
                    .check(MAIN);
        });
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = MAIN.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(ROOT.length() + 1))
                .collect(Collectors.toSet());

        assertThat(packages).isEqualTo(MAY_USE.keySet());
    }

    /** Which leaves no cycle, and nothing of the plugin: the embedded AWS does not share its mistakes. */
    @Test
    void theEmbeddedAwsUsesOnlyItsLowerFloors() {
        JavaClasses fake = new ClassFileImporter().importPackages(FAKE);
        Set<String> below = new HashSet<>();
        for (Set<String> floor : FLOORS) {
            for (String name : floor) {
                noClasses()
                        .that()
                        .resideInAPackage(name)
                        .should()
                        .dependOnClassesThat(resideInAPackage(ROOT + "..")
                                .and(not(resideInAPackage(name)))
                                .and(not(resideInAnyPackage(below.toArray(String[]::new)))))
                        .because(name + " uses only the floors below it, " + below)
                        .check(fake);
            }
            below.addAll(floor);
        }

        assertThat(fake.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .isEqualTo(below);
    }

    @Test
    void onlyMojosConfigurationAndBuildKnowMaven() {
        noClasses()
                .that()
                .resideOutsideOfPackages(within("mojos"), within("config"), within("build"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..", "javax.inject..")
                .check(MAIN);
    }

    @Test
    void theLowestFloorKnowsOnlyTheJdk() {
        classes()
                .that()
                .resideInAnyPackage(within("diagnostic"), within("goal"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.xml.stream..", within("diagnostic"), within("goal"))
                .check(MAIN);
    }

    @Test
    void definitionsKnowNoAwsClient() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        within("asl"),
                        within("fanout"),
                        within("rendering"),
                        within("source"),
                        within("change"),
                        within("report"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void onlyAwsLooksAtTheEnvironmentAndOnlyTimeAtTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackages(within("aws"), within("time"))
                .should()
                .callMethodWhere(new DescribedPredicate<>("it is the clock, the environment, or a way to sleep") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return FORBIDDEN.contains(call.getTargetOwner().getSimpleName() + "." + call.getName());
                    }
                })
                .check(MAIN);
    }

    @Test
    void nobodyHasJacksonMakeAnObjectMapper() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectMapper.class)
                .orShould()
                .callMethodWhere(new DescribedPredicate<>("it is a node's toString, which makes one, see JsonTree") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return call.getTargetOwner().isAssignableTo(JsonNode.class)
                                && call.getName().equals("toString");
                    }
                })
                .check(MAIN);
    }

    @Test
    void nobodyPrintsPastMavensLog() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MAIN);
    }

    /** The goals of all modules that are built at once, and of all builds of a Maven daemon, share their classes. */
    @Test
    void nothingIsSharedThroughStatics() {
        List<JavaField> statics = MAIN.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .toList();

        assertThat(statics).isNotEmpty().allSatisfy(field -> {
            assertThat(field.getModifiers()).contains(JavaModifier.FINAL);
            assertThat(value(field)).satisfiesAnyOf(ArchitectureTest::isImmutable, ArchitectureTest::isItsOwnCopy);
        });
    }

    private static Object value(JavaField constant) throws IllegalAccessException {
        Field field = constant.reflect();
        field.setAccessible(true);
        return field.get(null);
    }

    private static void isImmutable(Object value) {
        assertThat(IMMUTABLE).anyMatch(type -> type.isInstance(value));
    }

    /** Only an immutable collection is not copied. */
    private static void isItsOwnCopy(Object value) {
        assertThat(value).isInstanceOfAny(List.class, Set.class, Map.class);
        assertThat(
                        value instanceof List<?> list
                                ? List.copyOf(list)
                                : value instanceof Set<?> set ? Set.copyOf(set) : Map.copyOf((Map<?, ?>) value))
                .isSameAs(value);
    }

    private static String within(String name) {
        return ROOT + "." + name + "..";
    }
}
