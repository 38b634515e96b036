using Baseline.Cli.Commands;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

public sealed class JournalPathTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 4, 5, TimeSpan.FromHours(1));

    [Fact]
    public void A_run_is_recorded_beside_the_document_by_time_and_plan()
    {
        Assert.Equal(
            "org/.baseline/runs/20261123T090405Z-01234567.jsonl",
            JournalPath.For("org/baseline.yaml", Digest, Now, _ => false).Replace('\\', '/'));
    }

    [Fact]
    public void Two_runs_in_one_second_have_two_records()
    {
        var path = JournalPath.For(
            "baseline.yaml", Digest, Now, taken => taken.EndsWith("01234567.jsonl", StringComparison.Ordinal));

        Assert.Equal(".baseline/runs/20261123T090405Z-01234567-2.jsonl", path.Replace('\\', '/'));
    }
}
