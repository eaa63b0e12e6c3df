#!/usr/bin/env bash
# What people write instead of a Map: starts a task for each item, twenty at a time, waits until it has stopped and asks how it ended. An
# item is lost if AWS CLI's own retries do not get its task started. Says of each item how its container ended, or that it is lost.
# usage: fan-out.sh CLUSTER_ARN TASK_DEFINITION_ARN SUBNETS CONTAINER ITEMS
set -euo pipefail
export cluster=$1 task_definition=$2 network="awsvpcConfiguration={subnets=[$3]}" container=$4

one() {
  task=$(aws ecs run-task --cluster "$cluster" --task-definition "$task_definition" --launch-type FARGATE \
    --network-configuration "$network" --query 'tasks[0].taskArn' --output text \
    --overrides "{\"containerOverrides\": [{\"name\": \"$container\", \"environment\": [{\"name\": \"ITEM\", \"value\": \"$1\"}]}]}") &&
    aws ecs wait tasks-stopped --cluster "$cluster" --tasks "$task" &&
    aws ecs describe-tasks --cluster "$cluster" --tasks "$task" --output text \
      --query "join(' ', ['$1', 'ended with', to_string(tasks[0].containers[0].exitCode)])" ||
    echo "$1 is lost"
}
export -f one
seq "$5" | xargs -P 20 -I {} bash -c 'one {}'
