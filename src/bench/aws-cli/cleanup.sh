#!/usr/bin/env bash
# What people write instead of cleanup-tasks: lists the tasks, picks those whose group is the state machine's, and stops one after the
# other. Unlike the plugin it does not wait until they are stopped.
# usage: cleanup.sh CLUSTER_ARN STATE_MACHINE_NAME
set -euo pipefail
aws ecs list-tasks --cluster "$1" --query taskArns --output text | tr '\t' '\n' | xargs -r -n 100 \
  aws ecs describe-tasks --cluster "$1" --query "tasks[?starts_with(group, 'sfn-ecs:$2:')].taskArn" --output text --tasks |
  tr '\t' '\n' | xargs -r -n 1 \
  aws ecs stop-task --cluster "$1" --query task.taskArn --output text --task
