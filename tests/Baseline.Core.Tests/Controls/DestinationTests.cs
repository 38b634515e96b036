using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Documents;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Each reason for which Azure would refuse a destination, with its code, whoever the setting belongs to.</summary>
public sealed class DestinationTests
{
    private const string One = "11111111-1111-1111-1111-111111111111";
    private const string Two = "22222222-2222-2222-2222-222222222222";
    private const string Here = "aaaaaaaa-0000-0000-0000-000000000001";
    private const string There = "aaaaaaaa-0000-0000-0000-000000000002";

    private static readonly ResourceId Account =
        ResourceId.Parse($"/subscriptions/{Two}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/staudit");

    private static readonly ResourceId Vault =
        ResourceId.Parse($"/subscriptions/{One}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv");

    public static TheoryData<string, string?> Bodies => new()
    {
        { """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""", null },
        { """{"location":"West Europe","kind":"Storage","sku":{"name":"Standard_GRS"}}""", null },
        { """{"location":"westeurope","kind":"BlobStorage","sku":{"name":"Standard_LRS"}}""", null },
        { """{"location":"westeurope","kind":"StorageV2","sku":{"name":"StandardV2_LRS"},"properties":{"dnsEndpointType":"Standard"}}""", null },
        { """{"location":"northeurope","kind":"StorageV2"}""", "BL2110" },
        { """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Premium_LRS"}}""", "BL2111" },
        { """{"location":"westeurope","kind":"StorageV2","sku":{"name":"premium_zrs"}}""", "BL2111" },
        { """{"location":"westeurope"}""", null },
        { """{"location":"westeurope","kind":"FileStorage","sku":{"name":"StandardV2_LRS"}}""", "BL2111" },
        { """{"location":"westeurope","kind":"blockblobstorage"}""", "BL2111" },
        { """{"location":"westeurope","kind":"StorageV2","properties":{"dnsEndpointType":"AzureDnsZone"}}""", "BL2130" },
        { """{"location":"westeurope","kind":"StorageV2","properties":{"dnsEndpointType":"azurednszone"}}""", "BL2130" },
    };

    public static TheoryData<string?, string?, string[], string[], bool> Tenants => new()
    {
        { Here, Here, [], [], true },
        { Here, Here.ToUpperInvariant(), [], [], true },
        { Here, null, [], [], true },
        { null, There, [], [], true },
        { Here, There, [], [], false },
        { Here, There, [There], [], true },
        { Here, There, [], [Here], true },
        { Here, There, [There.ToUpperInvariant()], [], true },
        { Here, There, [], [Here.ToUpperInvariant()], true },
        { Here, There, [Here], [There], false },
        { Here, There, ["aaaaaaaa-0000-0000-0000-000000000003"], [], false },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void An_account_must_be_of_a_kind_that_takes_logs(string body, string? code)
    {
        Assert.Equal(code, ObstacleOf(Vault, body)?.Code);
        Assert.Equal(code is "BL2110" ? null : code, ObstacleOf(ResourceId.Subscription(One), body)?.Code);
    }

    [Theory]
    [InlineData("", Standard, "Azure gave no region for it and a resource can only export to an account of its own region")]
    [InlineData("westeurope", """{"kind":"StorageV2"}""", "staudit, given by here, and a resource can only export to an account of its own region")]
    [InlineData("", """{"kind":"StorageV2"}""", "Azure gave no region for it and ")]
    [InlineData(null, """{"kind":"StorageV2"}""", null)]
    [InlineData("westeurope", Standard, null)]
    public void A_region_that_Azure_did_not_give_is_told(string? region, string body, string? text)
    {
        var found = Destination.ObstacleOf(Context(body, Here, Here, null, null), Vault, region, Account, "here");

        Assert.Equal(text is null ? null : "BL2137", found?.Code);
        Assert.Contains(text ?? "", found?.Text ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Tenants))]
    public void Another_tenant_is_in_reach_where_a_subscription_is_delegated(
        string? here, string? there, string[] managingHere, string[] managingThere, bool isInReach)
    {
        var found = ObstacleOf(Vault, Standard, here, there, managingHere, managingThere);

        Assert.Equal(isInReach ? null : "BL2112", found?.Code);
        Assert.Contains(isInReach ? "" : "neither subscription is delegated to the other's tenant", found?.Text ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_exports_to_itself()
    {
        const string Message = " would export its logs to itself, and each event written would be an event to log: name another account.";

        Assert.EndsWith(Message, ObstacleOf(Account, Standard)?.Text, StringComparison.Ordinal);
        Assert.Equal("BL2133", ObstacleOf(Account.Child("blobServices/default"), Standard)?.Code);
    }

    [Fact]
    public void An_account_that_is_not_there_is_told_with_its_group()
    {
        Assert.Equal(
            $"{Account}, given by here, does not exist, nor does its resource group rg: create it, or name another account.",
            ObstacleOf(Vault, body: null)?.Text);
        Assert.Equal("BL2109", ObstacleOf(Vault, body: null)?.Code);
    }

    private const string Standard = """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""";

    private static Obstacle? ObstacleOf(
        ResourceId owner,
        string? body,
        string? here = Here,
        string? there = Here,
        string[]? managingHere = null,
        string[]? managingThere = null) => Destination.ObstacleOf(
            Context(body, here, there, managingHere, managingThere),
            owner,
            owner.IsOfType("Microsoft.KeyVault/vaults") ? "westeurope" : null,
            Account,
            "here");

    private static ControlContext Context(string? body, string? here, string? there, string[]? managingHere, string[]? managingThere)
    {
        var estate = new Estate(
            "azure",
            null,
            [
                new EstateSubscription(One, "one", [], here) { ManagedByTenants = managingHere ?? [] },
                new EstateSubscription(Two, "two", [], there) { ManagedByTenants = managingThere ?? [] },
            ],
            body is null ? [] : [new ObservedResource(Account, JsonDocument.Parse(body).RootElement)],
            []);
        return new ControlContext(new EvaluationInput(estate, new EstateScope(new ScopeSettings(true, [], [], []), estate), [], new HashSet<ResourceId>(), new DateOnly(2026, 11, 22)), "test");
    }
}
