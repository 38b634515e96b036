using System.Net;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Server;

public sealed class PaceTests
{
    private const string Target = "/subscriptions?api-version=2022-12-01";
    private const int ReadQuota = 250;

    [Theory]
    [InlineData(true, HttpStatusCode.TooManyRequests)]
    [InlineData(false, HttpStatusCode.OK)]
    public async Task A_quota_that_is_used_up_is_felt_only_where_it_is_enforced(bool enforced, HttpStatusCode status)
    {
        await using var served = await ServedEstate.StartAsync(
            with: options => options with { Emulator = new EmulatorOptions(new StoppedClock()) { EnforceQuotas = enforced } });

        var last = HttpStatusCode.Unused;
        for (var request = 0; request <= ReadQuota; request++)
        {
            using var answer = await served.SendAsync(HttpMethod.Get, Target);
            last = answer.StatusCode;
        }

        Assert.Equal(status, last);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
