/** What containers print: found from the task definition, and followed in CloudWatch Logs. */
package io.github.sfnecs.logs;
