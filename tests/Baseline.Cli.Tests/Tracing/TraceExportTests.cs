using Baseline.Cli.Tests.Commands;
using Xunit;

namespace Baseline.Cli.Tests.Tracing;

/// <summary>Traces leave where the standard variables ask for them, and only there.</summary>
[Trait("Needs", "socket")]
public sealed class TraceExportTests : IDisposable
{
    private static readonly string[] Apply = ["apply", "--emulator", "estate.json", "--auto-approve"];

    private readonly ThreeVaults _folder = new();
    private readonly TraceReceiver _receiver = new();
    private readonly FakeTerminal _terminal;

    public TraceExportTests() => _terminal = new FakeTerminal { WorkingDirectory = _folder.Root };

    [Fact]
    public async Task An_apply_is_seen_with_its_reads_plans_changes_and_requests()
    {
        _terminal.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = _receiver.Address;

        var code = await _terminal.RunAsync(Apply);

        Assert.Equal(0, code);
        Assert.StartsWith("POST /v1/traces HTTP/1.1", _receiver.Received, StringComparison.Ordinal);
        Assert.All(
            ["service.name", "baseline apply", "read", "plan", "change", "baseline.change.outcome", "Applied", "PUT", "http.response.status_code"],
            text => Assert.Contains(text, _receiver.Received, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_address_of_traces_is_used_as_it_is()
    {
        _terminal.Variables["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = $"{_receiver.Address}/elsewhere";
        _terminal.Variables["OTEL_EXPORTER_OTLP_HEADERS"] = "x-team=payments";

        await _terminal.RunAsync("plan", "--emulator", "estate.json");

        Assert.StartsWith("POST /elsewhere HTTP/1.1", _receiver.Received, StringComparison.Ordinal);
        Assert.Contains("x-team: payments", _receiver.Received, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    [InlineData("OTEL_TRACES_EXPORTER", "none")]
    public async Task Nothing_leaves_when_it_is_switched_off(string variable, string value)
    {
        _terminal.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = _receiver.Address;
        _terminal.Variables[variable] = value;

        var code = await _terminal.RunAsync(Apply);

        Assert.Equal(0, code);
        Assert.Equal("", _receiver.Received);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("no address")]
    public async Task Nobody_there_to_take_traces_changes_nothing(string address)
    {
        _terminal.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = address;

        var code = await _terminal.RunAsync(Apply);

        Assert.Equal(0, code);
        Assert.DoesNotContain("error", _terminal.Error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose()
    {
        _receiver.Dispose();
        _folder.Dispose();
    }
}
