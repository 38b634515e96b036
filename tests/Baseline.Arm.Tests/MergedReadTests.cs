using Baseline.Arm.Reading;
using Baseline.Azure;
using Baseline.Estates;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>What many reads find makes one estate, which says each thing once and is the same whichever answer came first.</summary>
public sealed class MergedReadTests
{
    private const string AccountsPath = $"{SubPath}/providers/Microsoft.Storage/storageAccounts";

    private readonly ScriptedAzure _azure = Empty();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_item_that_comes_first_holds_whichever_is_answered_first(int answeredFirst)
    {
        using var connection = Connect(_azure);
        var answered = new TaskCompletionSource();

        var found = await new EstateReads(connection, new ReadOptions()).GatherAsync(
            [0, 1],
            async (item, token) =>
            {
                if (item != answeredFirst)
                {
                    await answered.Task.WaitAsync(token);
                }

                answered.TrySetResult();
                return PartOf(item);
            },
            Token);

        Assert.Equal(["""{"item":0}""", "1"], found.Resources.Select(resource => resource.Body.GetRawText()));
        Assert.Equal("subscription 0", Assert.Single(found.Subscriptions).DisplayName);
        Assert.Equal("code 0", Assert.Single(found.Failed).Failure.Code);
        Assert.Single(found.Gone);
    }

    [Fact]
    public async Task An_account_that_is_gone_in_the_end_is_absent_though_a_list_showed_it()
    {
        _azure.OnGet(AccountsPath, Reply.List(Resource(Account)));
        _azure.OnGet(Account, Reply.Ok(Resource(Account)), Reply.Error(404, "ResourceNotFound"));
        _azure.OnGet($"{Account}/managementPolicies/default", Reply.Error(404, "ResourceNotFound"));

        var estate = await ReadAsync(
            _azure,
            Request(named: [Account]) with
            {
                Needs = new EstateNeeds(KeyVaults: true, ActivityLog: false)
                {
                    Types = [new ListedType("Microsoft.Storage/storageAccounts", "2024-01-01")],
                },
            });

        Assert.Equal(2, _azure.Count("GET", Account));
        Assert.Equal(Presence.Absent, estate.Find(ResourceId.Parse(Account)).Presence);
    }

    [Fact]
    public async Task Each_read_that_failed_is_heard_of_once_and_what_is_gone_is_not()
    {
        _azure.OnGet(Vaults, Reply.Error(403, "AuthorizationFailed", "Not you."));
        _azure.OnGet($"{Account}1", Reply.Ok(Encrypted($"{Account}1")));
        _azure.OnGet($"{Account}2", Reply.Ok(Encrypted($"{Account}2")));
        _azure.OnGet($"{SubPath}/resourceGroups/rg", Reply.Error(404, "ResourceGroupNotFound"));
        var heard = new Heard();
        using var connection = Connect(_azure);

        var estate = await new ArmEstateReader(connection, "azure", null, new ReadOptions { Failures = heard })
            .ReadAsync(Request(keyVaults: true, activityLog: true, $"{Account}1", $"{Account}2", Account), Token);

        Assert.Contains(estate.Unreadable, entry => entry.IsGone);
        Assert.Equal(new ArmFailure(403, "AuthorizationFailed", "Not you.", $"GET {Vaults}"), Assert.Single(heard.Failures));
    }

    private static Found PartOf(int item)
    {
        var id = ResourceId.Parse(Vault);
        return Found.Of(ToJson($$"""{"item":{{item}}}"""), id)
            .And(item == 1 ? Found.Of(ToJson("1"), ResourceId.Parse($"{Vault}2")) : Found.Nothing)
            .And(Found.Of(new EstateSubscription(Sub, $"subscription {item}", [])))
            .And(Found.Unreadable(id, new ArmFailure(403, $"code {item}", "")))
            .And(new Found { Gone = [id] });
    }

    private static string Encrypted(string account) => Resource(
        account,
        $$"""
        {"encryption":{"keySource":"Microsoft.Keyvault","keyvaultproperties":
            {"keyvaulturi":"https://kv-far.vault.azure.net","keyname":"{{account[^5..]}}"} } }
        """);

    private sealed class Heard : IProgress<ArmFailure>
    {
        public List<ArmFailure> Failures { get; } = [];

        public void Report(ArmFailure value) => Failures.Add(value);
    }
}
