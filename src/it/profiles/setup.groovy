import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.testing.CannedAws
import java.security.MessageDigest
import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit

def tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS)

begin(basedir, context) { scene ->
    scene.createRole('deployer', '''{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "sts:AssumeRole"}]}''')
    // the embedded AWS as the proxy to a host that nobody knows
    context.userProperties.putAll(['http.proxyHost': scene.endpoint().host, 'http.proxyPort': scene.endpoint().port as String,
        'http.nonProxyHosts': '127.0.0.1'])
}
context.identityCenter = new CannedAws()
    .answers('/token', "{'accessToken': 'new', 'tokenType': 'Bearer', 'expiresIn': 28800, 'refreshToken': 'again'}")
    .answers('/federation/credentials', """{'roleCredentials': {'accessKeyId': '000000000000',
        'secretAccessKey': 'secret', 'sessionToken': 'session', 'expiration': ${tomorrow.toEpochMilli()}}}""".toString())
// what "aws sso login" left behind, yesterday
def session = MessageDigest.getInstance('SHA-1').digest('somebody'.bytes).encodeHex().toString()
def cache = new File(basedir, '.aws/sso/cache')
cache.mkdirs()
new File(cache, session + '.json').text = """{"accessToken": "token", "expiresAt": "${tomorrow.minus(Duration.ofDays(2))}",
    "refreshToken": "again", "clientId": "us", "clientSecret": "secret", "registrationExpiresAt": "$tomorrow", "region": "us-east-1",
    "startUrl": "https://example.invalid/start"}"""
def at = context.identityCenter.endpoint().toString()
context.userProperties.putAll(['aws.configFile': basedir.path + '/config', 'aws.endpointUrlSso': at, 'aws.endpointUrlSsoOidc': at])
