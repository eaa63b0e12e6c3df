package io.github.sfnecs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.diagnostic.Mistakes;
import io.github.sfnecs.diagnostic.ProblemException;
import java.io.StringReader;
import org.assertj.core.api.AbstractThrowableAssert;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

/** Nothing that is written where a bean has something else is passed over. */
class WrittenBeansTest {
    private final WrittenBeans beans = new WrittenBeans();
    private final Mistakes mistakes = new Mistakes();

    @Test
    void aTextWhereElementsBelong() throws Exception {
        beans.list(
                written("<capacityProviderStrategy>FARGATE_SPOT</capacityProviderStrategy>"), CapacityProviderBean::of);

        assertThatTold().hasMessage("""
                capacityProviderStrategy: it has elements, not a text
                  fix:   Did you mean <capacityProviderStrategy><item>…</item></capacityProviderStrategy>?""");
    }

    @Test
    void elementsWhereATextBelongs() throws Exception {
        beans.one(written("<retry><interval><seconds>5</seconds></interval></retry>"), RetryBean::of);

        assertThatTold().hasMessage("""
                retry.interval: it is a text, without elements
                  fix:   Did you mean <interval>…</interval>?""");
    }

    @Test
    void anElementThatABeanWithinABeanDoesNotHave() throws Exception {
        beans.list(
                written(
                        "<containerOverrides><o><name>a</name><resourceRequirements><r><typ>GPU</typ></r></resourceRequirements>"
                                + "</o></containerOverrides>"),
                ContainerOverrideBean::of);

        assertThatTold().hasMessage("""
                containerOverrides[0].resourceRequirements[0].typ: there is no such element
                  fix:   Did you mean <type>…</type>?""");
    }

    @Test
    void nothingAtAllIsNoMistake() throws Exception {
        assertThat(beans.list(written("<containerOverrides> </containerOverrides>"), ContainerOverrideBean::of))
                .isEmpty();
        beans.noteWrong(mistakes);

        assertThat(mistakes.none()).isTrue();
    }

    private AbstractThrowableAssert<?, ?> assertThatTold() {
        beans.noteWrong(mistakes);
        return assertThatThrownBy(mistakes::throwIfAny).isInstanceOf(ProblemException.class);
    }

    private static PlexusConfiguration written(String xml) throws Exception {
        return new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader(xml)));
    }
}
