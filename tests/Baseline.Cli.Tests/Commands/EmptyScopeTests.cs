using System.Text.Json;
using Baseline.Azure;
using Baseline.Cli.Commands;
using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Baseline.Estates;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>A scope in which no subscription can be seen is an error, and never a green plan.</summary>
public sealed class EmptyScopeTests : IDisposable
{
    private const string Group = "{ managementGroups: [mg-a] }";
    private const string Excluded = "{ tenant: true, exclude: [{ resource: '/subscriptions/*' }] }";

    private static readonly Estate Nobody = new("azure", null, [], [], []);

    private readonly ThreeVaults _folder = new();

    [Theory]
    [InlineData("plan --estate empty.json", "is in \"empty.json\"", "Name an estate")]
    [InlineData("plan --emulator empty.json --out plan.json", "is in \"empty.json\"", "Name an estate")]
    [InlineData("apply --emulator empty.json --auto-approve", "is in \"empty.json\"", "Name an estate")]
    [InlineData("snapshot --estate empty.json --out new.json", "is in \"empty.json\"", "Name an estate")]
    [InlineData("explain KeyVault-004 kv-a --estate empty.json", "is in \"empty.json\"", "Name an estate")]
    [InlineData("plan", "can be seen by whoever is signed in", "`baseline role plan`")]
    [InlineData("plan --against file:baseline.yaml", "can be seen by whoever is signed in", "`az account show`")]
    [InlineData("snapshot --out new.json", "can be seen by whoever is signed in", "`az account show`")]
    public async Task A_tenant_without_a_visible_subscription_is_an_error(string command, string where, string cure)
    {
        Scope("{ tenant: true }");
        File.WriteAllText(_folder.At("empty.json"), Empty());

        var (code, terminal) = await RunAsync(command, Nobody);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("error BL0015: No subscription is visible\n", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"The whole tenant is in scope, and not one subscription of it {where}. Nothing was judged.", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(cure, terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", terminal.Output.ToString());
        Assert.False(File.Exists(_folder.At("plan.json")) || File.Exists(_folder.At("new.json")));
    }

    [Theory]
    [InlineData("init --estate empty.json --out new.yaml")]
    [InlineData("init --out new.yaml")]
    [InlineData("snapshot --estate empty.json --out new.json")]
    public async Task Without_a_document_nothing_is_made_of_nothing_either(string command)
    {
        File.Delete(_folder.At("baseline.yaml"));
        File.WriteAllText(_folder.At("empty.json"), Empty());

        var (code, terminal) = await RunAsync(command, Nobody);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("error BL0015: No subscription is visible", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("new.yaml")) || File.Exists(_folder.At("new.json")));
    }

    [Fact]
    public async Task A_management_group_that_was_read_and_has_no_subscription_is_an_error()
    {
        Scope(Group);
        var id = ResourceId.ManagementGroup("mg-a");
        var estate = new Estate("azure", null, [], [new ObservedResource(id, JsonSerializer.SerializeToElement(new { id = id.Text }))], []);

        var (code, terminal) = await RunAsync("plan", estate);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("Management group mg-a is in scope, and not one subscription of it can be seen", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Group, ExitCode.Incomplete)]
    [InlineData("{ subscriptions: [22222222-2222-2222-2222-222222222222] }", ExitCode.Incomplete)]
    [InlineData(Excluded, ExitCode.Done)]
    public async Task What_is_told_otherwise_or_was_excluded_stays_as_it_was(string scope, ExitCode expected)
    {
        Scope(scope);
        var estate = new EstateBuilder().Subscription(EstateBuilder.DefaultSubscription).Vault("kv-a").Build();

        var (code, terminal) = await RunAsync("plan", estate);

        Assert.Equal((int)expected, code);
        Assert.DoesNotContain("BL0015", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Empty() => """{ "formatVersion": "1.0", "subscriptions": [], "resources": [], "unreadable": [] }""";

    private void Scope(string scope)
    {
        var text = _folder.Read("baseline.yaml");
        var start = text.IndexOf("scope:", StringComparison.Ordinal);
        var end = text.IndexOf("controls:", StringComparison.Ordinal);
        File.WriteAllText(_folder.At("baseline.yaml"), $"{text[..start]}scope: {scope}\n{text[end..]}");
    }

    private async Task<(int Code, FakeTerminal Terminal)> RunAsync(string command, Estate azure)
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };
        return (await terminal.RunAsync(new Opener(azure), command.Split(' ')), terminal);
    }

    /// <summary>Files as they are, and an estate in place of Azure.</summary>
    private sealed class Opener(Estate azure) : IEstateOpener, IEstateReader
    {
        public EstateSession Open(EstateArguments arguments, IOContext io, ConsoleStreams streams) =>
            (arguments.CapturedFile ?? arguments.EmulatorFile) is null
                ? new EstateSession(this, Writer: null, () => { })
                : new EstateSource().Open(arguments, io, streams);

        public Task<Estate> ReadAsync(EstateRequest request, CancellationToken cancellationToken) => Task.FromResult(azure);
    }
}
