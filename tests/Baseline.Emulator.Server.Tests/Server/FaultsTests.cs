using System.Net;
using Baseline.Emulator.Faults;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Server;

public sealed class FaultsTests
{
    private const string Target = "/subscriptions?api-version=2022-12-01";

    [Theory]
    [InlineData("7", "# Faults by seed 7, 5 per cent of the requests: Throttled, ")]
    [InlineData("11:20", "# Faults by seed 11, 20 per cent of the requests: Throttled, ")]
    public async Task The_server_says_first_how_it_will_misbehave_in_a_line_that_a_shell_passes_over(string faults, string line)
    {
        using var folder = new Folder();
        using var server = Executable.Start(
            "baseline-emulator", folder, new Dictionary<string, string>(), "--estate", "estate.json", "--faults", faults);
        try
        {
            var first = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var second = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

            Assert.StartsWith(line, first, StringComparison.Ordinal);
            Assert.StartsWith("export ", second, StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
        }
    }

    [Theory]
    [InlineData(FaultKind.AnswerLost)]
    [InlineData(FaultKind.ConnectionRefused)]
    public async Task A_connection_that_is_lost_is_lost_on_the_wire(FaultKind kind)
    {
        await using var served = await ServeAsync(kind);

        await Assert.ThrowsAsync<HttpRequestException>(() => served.SendAsync(HttpMethod.Get, Target));
    }

    [Fact]
    public async Task A_fault_is_an_answer_with_its_headers()
    {
        await using var served = await ServeAsync(FaultKind.Throttled);

        using var answer = await served.SendAsync(HttpMethod.Get, Target);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private static Task<ServedEstate> ServeAsync(FaultKind kind) => ServedEstate.StartAsync(with: options => options with
    {
        Emulator = new EmulatorOptions(TimeProvider.System) { Faults = new FaultOptions(1) { Rate = 100, Kinds = [kind] } },
    });
}
