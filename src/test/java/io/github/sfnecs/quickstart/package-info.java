/** The story that {@code mvn -Pquickstart verify} shows. */
package io.github.sfnecs.quickstart;
