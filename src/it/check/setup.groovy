import static io.github.sfnecs.it.Hooks.*

import io.github.sfnecs.fakeaws.FakeVpc

begin(basedir, context) { scene ->
    scene.account.vpcs(FakeVpc.of('vpc-1').subnet('subnet-0abc000ab00ab0', 'us-east-1a')
        .subnet('subnet-0def000de00de0', 'us-east-1b').routes('rtb-1', 'nat-1'))
}
