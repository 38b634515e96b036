using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Server;

public sealed partial class ExecutableTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task It_says_what_clients_need_serves_them_and_ends_when_asked(string signal)
    {
        using var folder = new Folder();
        using var server = Executable.Start(
            "baseline-emulator", folder, new Dictionary<string, string>(), "--estate", "estate.json", "--save");
        var variables = await AnnouncedAsync(server);

        var applied = await Executable.RunAsync(
            "baseline", folder, variables, "apply", "--endpoint", variables["BASELINE_EMULATOR_ENDPOINT"], "--auto-approve");
        using (var kill = Process.Start("kill", [$"-{signal}", $"{server.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var ended = await Executable.EndAsync(server);
        var again = await Executable.RunAsync("baseline", folder, variables, "plan", "--estate", "estate.json", "--detailed-exitcode");

        Assert.Equal(0, applied.ExitCode);
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("Serving estate.json at https://localhost:", ended.Error, StringComparison.Ordinal);
        Assert.Equal(0, again.ExitCode);
        Assert.False(File.Exists(variables["SSL_CERT_FILE"]));
    }

    [Theory]
    [InlineData("nothing.json", "nothing.json")]
    [InlineData("baseline.yaml", "baseline-emulator: ")]
    public async Task An_estate_that_cannot_be_loaded_is_an_error(string estate, string message)
    {
        using var folder = new Folder();

        var ran = await Executable.RunAsync("baseline-emulator", folder, new Dictionary<string, string>(), "--estate", estate);

        Assert.Equal(1, ran.ExitCode);
        Assert.Empty(ran.Output);
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--latency", "soon")]
    [InlineData("--latency-spread", "wide")]
    [InlineData("--latency-spread", "7:2.5")]
    [InlineData("--latency-spread", "7:0,4")]
    [InlineData("--latency-spread", "7:1:3")]
    [InlineData("--shared-reads", "25")]
    [InlineData("--quota-clock", "0.4")]
    [InlineData("--quota-clock", "fast")]
    [InlineData("--faults", "often")]
    [InlineData("--faults", "7:101")]
    [InlineData("--faults", "7:5:3")]
    public async Task A_number_out_of_range_is_refused(string option, string value)
    {
        using var folder = new Folder();

        var ran = await Executable.RunAsync(
            "baseline-emulator", folder, new Dictionary<string, string>(), "--estate", "estate.json", "--quotas", option, value);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"{option} can't be \"{value}\"", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--shared-reads", "5")]
    [InlineData("--quota-clock", "0.97")]
    public async Task What_changes_the_quotas_is_refused_where_there_are_none(string option, string value)
    {
        using var folder = new Folder();

        var ran = await Executable.RunAsync(
            "baseline-emulator", folder, new Dictionary<string, string>(), "--estate", "estate.json", option, value);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"{option} changes nothing without --quotas", ran.Error, StringComparison.Ordinal);
    }

    // The last line that it prints is the one that ends the facts.
    private static async Task<Dictionary<string, string>> AnnouncedAsync(Process server)
    {
        var variables = new Dictionary<string, string>();
        while (!variables.ContainsKey("IDENTITY_HEADER"))
        {
            var line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var match = Export().Match(line ?? "");
            Assert.True(match.Success, line);
            variables[match.Groups["name"].Value] = match.Groups["value"].Value;
        }

        return variables;
    }

    [GeneratedRegex("^export (?<name>[A-Z_]+)='(?<value>[^']*)'$")]
    private static partial Regex Export();
}
