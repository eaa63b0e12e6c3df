package io.github.sfnecs.grants;

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
        // both, the definition with a revision only where the state names one:
        // https://docs.aws.amazon.com/batch/latest/userguide/iam-example-restrict-job-submission-by-tags.html
        state.needs(Kind.SUBMIT_JOB, state.arn(Named.JOB_DEFINITION, "JobDefinition"));
        state.needs(Kind.SUBMIT_JOB, state.arn(Named.JOB_QUEUE, "JobQueue"));
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
