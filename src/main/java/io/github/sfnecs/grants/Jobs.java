package io.github.sfnecs.grants;

import java.util.List;

/**
 * What a state needs that runs a job of AWS Batch or of AWS Glue.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html ,
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html
 */
final class Jobs {
    private static final String MANAGED_RULE = "StepFunctionsGetEventsForBatchJobsRule";

    private Jobs() {}

    /**
     * Of AWS Batch.
     *
     * @param waits whether the state waits for its end
     */
    static void submit(Derivation state, boolean waits) {
        String definition = state.arn(Named.JOB_DEFINITION, "JobDefinition");
        boolean pinned = definition.lastIndexOf(':') > definition.lastIndexOf('/');
        String queue = state.arn(Named.JOB_QUEUE, "JobQueue");
        state.needs(new Grant(
                Kind.SUBMIT_JOB,
                "",
                Kind.SUBMIT_JOB.actions(),
                // without a revision Batch takes the newest when the state runs, which is unknown beforehand
                pinned ? List.of(definition, queue) : List.of(definition, definition + ":*", queue),
                List.of()));
        // a job's ID is unknown beforehand, so every job
        String everyJob = state.scope().regional("batch", "job/*");
        if (state.arguments().has("Tags")) {
            state.needs(Kind.TAG_JOB, everyJob);
        }
        if (waits) {
            state.needs(Kind.TERMINATE_JOB, everyJob);
            // there is no resource to name for it: AWS takes nothing else than *
            state.needs(Kind.DESCRIBE_JOBS, "*");
            state.needs(Kind.MANAGED_RULE, state.scope().rule(MANAGED_RULE));
        }
    }

    /**
     * Of AWS Glue, of which Step Functions asks without a rule. AWS's template still has {@code *}; meanwhile Glue knows jobs as
     * resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html
     */
    static void startRun(Derivation state, boolean waits) {
        String job = state.arn(Named.GLUE_JOB, "JobName");
        state.needs(Kind.START_JOB_RUN, job);
        if (waits) {
            state.needs(Kind.FOLLOW_JOB_RUN, job);
        }
    }
}
