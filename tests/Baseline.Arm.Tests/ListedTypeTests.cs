using Baseline.Azure;
using Baseline.Estates;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>Types of which a document's controls need every resource in scope.</summary>
public sealed class ListedTypeTests
{
    private const string Type = "Microsoft.Network/networkSecurityGroups";
    private const string List = $"{SubPath}/providers/{Type}";
    private const string Group = $"{SubPath}/resourceGroups/rg/providers/{Type}/nsg";

    private readonly ScriptedAzure _azure = Empty();

    [Fact]
    public async Task Every_subscription_in_scope_is_listed_with_the_api_version_of_the_type()
    {
        var other = Group.Replace(Sub, Other, StringComparison.Ordinal);
        _azure.OnGet($"/subscriptions/{Other}", Reply.Ok(Subscription(Other)));
        _azure.OnGet($"{List}?api-version=2024-05-01", Reply.Page($"https://management.azure.com{List}?page=2", Resource(Group)));
        _azure.OnGet($"{List}?page=2", Reply.List(Resource($"{Group}2")));
        _azure.OnGet($"/subscriptions/{Other}/providers/{Type}?api-version=2024-05-01", Reply.List(Resource(other)));

        var estate = await ReadAsync(_azure, Needing(Type) with { Subscriptions = [Sub, Other] });

        Assert.Equal([Group, $"{Group}2", other], estate.OfType(Type.ToLowerInvariant()).Select(found => found.Id.Text));
        Assert.DoesNotContain(estate.Unreadable, entry => entry.Id.IsOfType(Type));
    }

    [Theory]
    [InlineData(403, "AuthorizationFailed", "No.")]
    [InlineData(404, "ResourceNotFound", "No.")]
    [InlineData(404, "SubscriptionNotFound", "No.")]
    [InlineData(403, "InvalidResourceType", "No.")]
    [InlineData(400, "InvalidApiVersionParameter", "No.")]
    [InlineData(400, "NoRegisteredProviderFound", "The supported api-versions are '2024-01-01, 2023-01-01'. The supported locations are 'x'.")]
    [InlineData(429, "SubscriptionRequestsThrottled", "No.")]
    [InlineData(500, "InternalServerError", "No.")]
    public async Task A_list_that_fails_is_unreadable_and_the_rest_is_read(int status, string code, string message)
    {
        _azure.OnGet(List, Reply.Error(status, code, message));
        _azure.OnGet(Vaults, Reply.List(Resource(Vault)));

        var estate = await ReadAsync(_azure, Needing(Type, keyVaults: true));

        var unreadable = estate.List(ResourceId.Subscription(Sub), Type).Unreadable;
        Assert.Equal((status, code), (unreadable?.Status, unreadable?.Code));
        Assert.Single(estate.OfType("microsoft.keyvault/vaults"));
    }

    [Theory]
    [InlineData(404, "InvalidResourceType", "No.")]
    [InlineData(400, "NoRegisteredProviderFound", "No.")]
    [InlineData(400, "NoRegisteredProviderFound", "The supported api-versions are ''. The supported locations are ''.")]
    [InlineData(400, "UnsupportedResourceType", "No.")]
    [InlineData(409, "MissingSubscriptionRegistration", "No.")]
    public async Task A_type_that_is_not_there_has_no_resources(int status, string code, string message)
    {
        _azure.OnGet(List, Reply.Error(status, code, message));

        var estate = await ReadAsync(_azure, Needing(Type));

        var listing = estate.List(ResourceId.Subscription(Sub), Type);
        Assert.Empty(listing.Resources);
        Assert.Null(listing.Unreadable);
    }

    [Fact]
    public async Task A_type_that_no_subscription_lists_is_unreadable_and_not_empty()
    {
        const string databases = "Microsoft.Sql/servers/databases";

        var estate = await ReadAsync(_azure, Needing(databases));

        Assert.Equal("NotListedBySubscription", estate.List(ResourceId.Subscription(Sub), databases).Unreadable?.Code);
    }

    [Fact]
    public async Task Vaults_that_are_read_with_their_settings_are_not_listed_again()
    {
        _azure.OnGet(Vaults, Reply.List(Resource(Vault)));

        var with = await ReadAsync(_azure, Needing("Microsoft.KeyVault/vaults", keyVaults: true));
        var lists = _azure.Count("GET", Vaults);
        var without = await ReadAsync(_azure, Needing("Microsoft.KeyVault/vaults"));

        Assert.Equal(1, lists);
        Assert.Equal(2, _azure.Count("GET", Vaults));
        Assert.Single(with.OfType("microsoft.keyvault/vaults"));
        Assert.Single(without.OfType("microsoft.keyvault/vaults"));
        Assert.Empty(without.OfType("microsoft.insights/diagnosticsettings"));
    }

    private static EstateRequest Needing(string type, bool keyVaults = false) => Request() with
    {
        Needs = new EstateNeeds(keyVaults, ActivityLog: false) { Types = [new ListedType(type, "2024-05-01")] },
    };
}
