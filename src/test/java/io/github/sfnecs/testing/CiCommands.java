package io.github.sfnecs.testing;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What CI servers take for a command, or for a mark of their own, in a line that a build prints. Where a server looks more closely, such as
 * for names that it knows, this does not.
 */
public final class CiCommands {
    private static final Map<String, Pattern> SYNTAX = Map.of(
            // https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs: both forms
            "GitHub Actions", Pattern.compile("^[\\s\\p{Z}]*::.*::|##\\[.*]"),
            // https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Agent.Worker/Command.cs ,
            // https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands
            "Azure Pipelines", Pattern.compile("##vso\\[.*]|##\\[.*]"),
            // https://www.jetbrains.com/help/teamcity/service-messages.html
            "TeamCity", Pattern.compile("##teamcity\\["),
            // https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections
            "GitLab", Pattern.compile("section_(start|end):\\d+:[\\w.-]+(\\[[^]]*])?\\r\\u001b\\[0K"),
            // https://javadoc.jenkins.io/hudson/console/ConsoleNote.html
            "Jenkins", Pattern.compile("\\u001b\\[8mha:"),
            // https://buildkite.com/docs/pipelines/configure/managing-log-output
            "Buildkite", Pattern.compile("^(---|\\+\\+\\+|~~~)\\s|^\\^\\^\\^ \\+\\+\\+|\\u001b]133[89];"));

    /** A line that each of them takes for a command, as a container or a cause may have it. */
    public static final List<String> EXAMPLES = List.of(
            "::set-output name=x::y",
            "\u2003\t ::error file=a.txt,line=1::injected\n::add-path::/tmp",
            "text ##[set-output name=x;]y",
            "##vso[task.prependpath]/tmp",
            "a ##vso[task.setvariable variable=x;issecret=false]y ####[error]z",
            "##teamcity[buildStatus status='SUCCESS' text='##teamcity[x']",
            "#\r#\r[command]x #\u0000#vso[task.complete result=Succeeded;]",
            "section_start:1700000000:injected[collapsed=true]\r\u001b[0Kheader",
            "\u001b[8mha:AAAA\u001b[0mx",
            "text\n--- injected\n+++ opened\n~~~ closed\n^^^ +++\n\u001b]1338;url=x;alt=y\u0007");

    private CiCommands() {}

    /** The servers that would obey this line. */
    public static List<String> obeyedBy(String line) {
        return SYNTAX.entrySet().stream()
                .filter(server -> server.getValue().matcher(line).find())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
