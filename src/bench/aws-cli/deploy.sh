#!/usr/bin/env bash
# What people write instead of ensure-role and deploy-statemachine: reads what is there, compares it with the files of a folder, and
# creates or repairs what differs. Unlike the plugin it neither derives these files nor waits until IAM knows a new role.
# usage: deploy.sh FOLDER ROLE STATE_MACHINE_ARN TASK_DEFINITION_ARN
set -euo pipefail
folder=$1 role=$2 machine=$3 task_definition=$4
tag=sfn-ecs:state-machine
trust=$(<"$folder/trust-policy.json")
permissions=$(<"$folder/permissions-policy.json")
definition=$(<"$folder/state-machine.asl.json")

if command -v jq >/dev/null; then
  normal() { jq -S .; }
else
  normal() { tr -d '[:space:]'; }
fi
same() { [ "$(normal <<<"$1")" = "$(normal <<<"$2")" ]; }
ours() { [ "$1" = "$machine" ] || { echo "$2 is not ours." >&2; exit 1; }; }

execution_role=$(aws ecs describe-task-definition --task-definition "$task_definition" \
  --query taskDefinition.executionRoleArn --output text)
[[ $permissions == *"$execution_role"* ]] || { echo "The permissions lack iam:PassRole on $execution_role." >&2; exit 1; }

if found=$(aws iam get-role --role-name "$role" --output text \
  --query "[Role.Arn, Role.Tags[?Key=='$tag'].Value | [0], to_string(Role.AssumeRolePolicyDocument)]" 2>/dev/null); then
  IFS=$'\t' read -r role_arn owner actual <<<"$found"
  ours "$owner" "The role $role"
  same "$actual" "$trust" || aws iam update-assume-role-policy --role-name "$role" --policy-document "$trust"
else
  role_arn=$(aws iam create-role --role-name "$role" --assume-role-policy-document "$trust" \
    --tags "Key=$tag,Value=$machine" --query Role.Arn --output text)
fi
actual=$(aws iam get-role-policy --role-name "$role" --policy-name sfn-ecs --query PolicyDocument --output json 2>/dev/null) || actual={}
same "$actual" "$permissions" || aws iam put-role-policy --role-name "$role" --policy-name sfn-ecs --policy-document "$permissions"

if found=$(aws stepfunctions describe-state-machine --state-machine-arn "$machine" \
  --query '[roleArn, definition]' --output text 2>/dev/null); then
  owner=$(aws stepfunctions list-tags-for-resource --resource-arn "$machine" \
    --query "tags[?key=='$tag'].value | [0]" --output text)
  ours "$owner" "The state machine $machine"
  if [ "${found%%$'\t'*}" = "$role_arn" ] && same "${found#*$'\t'}" "$definition"; then
    echo "Up to date."
  else
    aws stepfunctions update-state-machine --state-machine-arn "$machine" --definition "$definition" --role-arn "$role_arn" >/dev/null
  fi
else
  aws stepfunctions create-state-machine --name "${machine##*:}" --definition "$definition" --role-arn "$role_arn" \
    --tags "key=$tag,value=$machine" >/dev/null
fi
