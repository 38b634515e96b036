using System.Text.RegularExpressions;
using Baseline.Cli.Tests.Commands;
using Xunit;

namespace Baseline.Cli.Tests.Faults;

/// <summary>With --verbose every request and every decision is one line on standard error, and none has a secret in it.</summary>
public sealed partial class VerboseTests : IDisposable
{
    private const string Kv = "/kv-b/providers/microsoft.insights/diagnosticSettings";
    private const string Vault = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv-b";

    private readonly ThreeVaults _folder = new();
    private readonly FakeTerminal _terminal;

    public VerboseTests() => _terminal = new FakeTerminal { WorkingDirectory = _folder.Root };

    [Fact]
    public async Task A_try_that_was_throttled_and_the_next_are_two_lines()
    {
        var throttled = Fault.Error(429, "SubscriptionRequestsThrottled", "Slow down.").With("Retry-After", "7").With("Set-Cookie", "s3cret");
        await _terminal.RunAsync(new FaultyAzure("GET", Kv, [throttled], forEver: false), "plan", "--emulator", "estate.json", "--verbose");

        var lines = Lines(Vault);
        Assert.Equal(
            $"GET {Vault}/providers/microsoft.insights/diagnosticSettings?api-version=2021-05-01-preview 429 in 0 ms, try 1, "
                + "retry-after=7, x-ms-correlation-request-id=c0ffee00-0000-0000-0000-000000000001",
            lines[0]);
        Assert.Matches("diagnosticSettings\\?api-version=2021-05-01-preview 200 in 0 ms, try 2, x-ms-correlation-request-id=[0-9a-f-]{36}, "
            + "x-ms-ratelimit-remaining-subscription-reads=\\d+", lines[1]);
    }

    [Fact]
    public async Task A_lost_connection_is_a_line_too()
    {
        await _terminal.RunAsync(new FaultyAzure("GET", Kv, [new Fault(0)], forEver: false), "plan", "--emulator", "estate.json", "--verbose");

        Assert.EndsWith("diagnosticSettings?api-version=2021-05-01-preview no answer in 0 ms, try 1", Lines(Vault)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signatures_of_links_and_bodies_are_not_shown()
    {
        var page = new Fault(200, """{"value":[],"nextLink":"https://management.azure.com/subscriptions/kv-b/providers/microsoft.insights/diagnosticSettings?api-version=2021-05-01-preview&$skiptoken=s3cret&t=1&c=s3cret&s=s3cret&h=s3cret"}""");
        await _terminal.RunAsync(new FaultyAzure("GET", Kv, [page, new Fault(200, """{"value":[]}""")], forEver: false), "plan", "--emulator", "estate.json", "--verbose");

        Assert.Contains(
            "?api-version=2021-05-01-preview&$skiptoken=REDACTED&t=REDACTED&c=REDACTED&s=REDACTED&h=REDACTED 200 in 0 ms, try 1",
            _terminal.Error.ToString(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", _terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_decisions_about_a_write_are_told()
    {
        var busy = Fault.Error(409, "ConflictError", "The Key Vault changed.");
        var lost = new Fault(504);
        var azure = new FaultyAzure("PUT", Kv, [busy, lost], forEver: false);

        await _terminal.RunAsync(azure, "apply", "--emulator", "estate.json", "--auto-approve", "--verbose");

        Assert.Matches(
            "PUT .*/kv-b/.* is sent again in 5 s, because of ConflictError\n(.*\n)*c2 is written and does not show yet: looking again in 0 s\n",
            _terminal.Error.ToString());
        Assert.Matches(@"\[\d/3\]  kv-b / .* created\n", _terminal.Error.ToString());
    }

    [Fact]
    public async Task Without_the_option_no_request_is_shown()
    {
        await _terminal.RunAsync(new FaultyAzure("GET", Kv, [], forEver: false), "plan", "--emulator", "estate.json");

        Assert.DoesNotContain("GET ", _terminal.Error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private List<string> Lines(string path) =>
        [.. RequestLine().Matches(_terminal.Error.ToString()).Select(match => match.Value).Where(line => line.Contains($"{path}/providers", StringComparison.OrdinalIgnoreCase))];

    [GeneratedRegex("^GET .*$", RegexOptions.Multiline)]
    private static partial Regex RequestLine();
}
