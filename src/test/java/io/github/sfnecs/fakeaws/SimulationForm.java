package io.github.sfnecs.fakeaws;

/**
 * How IAM's policy simulator answers when it is asked about several resources.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html">EvaluationResult</a>
 */
public enum SimulationForm {
    /** One result for an action, with the most restrictive decision; each resource's own is inside: as AWS answers today. */
    PER_ACTION,

    /** A result for each resource, all of them with the most restrictive decision: as AWS answered before. */
    PER_RESOURCE
}
