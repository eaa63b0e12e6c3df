/** What is known of an execution, and how it is shown: as JSON for a program, as a page for people, as Markdown for a CI job. */
package io.github.sfnecs.report;
