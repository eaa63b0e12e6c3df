#!/usr/bin/env bash
# What people write instead of execute: starts an execution and asks each second whether it has ended.
# usage: execute.sh STATE_MACHINE_ARN
set -euo pipefail
execution=$(aws stepfunctions start-execution --state-machine-arn "$1" --query executionArn --output text)
while status=$(aws stepfunctions describe-execution --execution-arn "$execution" --query status --output text) &&
  [ "$status" = RUNNING ]; do
  sleep 1
done
echo "$status"
[ "$status" = SUCCEEDED ]
