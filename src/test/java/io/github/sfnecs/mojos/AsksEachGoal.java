package io.github.sfnecs.mojos;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** On a test that says what a new goal still owes: {@code mvn test -Dgroups=goal} runs these. */
@Tag("goal")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AsksEachGoal {}
