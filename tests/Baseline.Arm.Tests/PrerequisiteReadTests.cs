using Baseline.Azure;
using Baseline.Estates;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>What decides whether a missing vault or identity can be created, and which version of a key is used.</summary>
public sealed class PrerequisiteReadTests
{
    private const string Group = $"{SubPath}/resourceGroups/rg";
    private const string KeyVaultProvider = $"{SubPath}/providers/Microsoft.KeyVault";
    private const string IdentityProvider = $"{SubPath}/providers/Microsoft.ManagedIdentity";
    private const string Deleted = $"{KeyVaultProvider}/locations/westeurope/deletedVaults/kv";
    private const string Identity = $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";
    private const string Key = $"{Vault}/keys/k";
    private const string Old = $"{Key}/versions/0000000000000000000000000000000a";
    private const string Newest = $"{Key}/versions/0000000000000000000000000000000b";

    private static readonly string[] Prerequisites = [Group, KeyVaultProvider, IdentityProvider, Deleted];

    private readonly ScriptedAzure _azure = Empty()
        .OnGet(Vault, Reply.Error(404, "ResourceNotFound"))
        .OnGet(Identity, Reply.Error(404, "ResourceNotFound"))
        .OnGet(Group, Reply.Ok(Resource(Group)))
        .OnGet(Deleted, Reply.Error(404, "DeletedVaultNotFound"))
        .OnGet(KeyVaultProvider, Reply.Ok($$"""{"id":"{{KeyVaultProvider}}","registrationState":"Registered"}"""))
        .OnGet(IdentityProvider, Reply.Ok($$"""{"id":"{{IdentityProvider}}","registrationState":"NotRegistered"}"""))
        .OnGet($"{Vault}/providers/Microsoft.Authorization/roleAssignments", Reply.List());

    [Fact]
    public async Task Of_what_is_missing_the_group_the_registration_and_a_deleted_vault_are_read()
    {
        _azure.OnGet(Deleted, Reply.Ok(Resource(Deleted)));

        var estate = await ReadNamedAsync([Vault, Identity, .. Prerequisites]);

        Assert.All(Prerequisites, path => Assert.Equal(1, _azure.Count("GET", path)));
        Assert.All([Group, IdentityProvider, Deleted], id => Assert.Equal(Presence.Found, PresenceIn(estate, id)));
        Assert.Equal(Presence.Absent, PresenceIn(estate, KeyVaultProvider));
    }

    [Theory]
    [InlineData(Group, "ResourceGroupNotFound")]
    [InlineData(Deleted, "DeletedVaultNotFound")]
    public async Task What_is_not_there_is_absent(string path, string code)
    {
        _azure.OnGet(path, Reply.Error(404, code));

        Assert.Equal(Presence.Absent, PresenceIn(await ReadNamedAsync([Vault, Identity, .. Prerequisites]), path));
    }

    [Theory]
    [InlineData(Group)]
    [InlineData(Deleted)]
    [InlineData(KeyVaultProvider)]
    [InlineData(IdentityProvider)]
    public async Task What_can_not_be_read_is_unknown(string path)
    {
        _azure.OnGet(path, Reply.Error(403, "AuthorizationFailed"));

        Assert.Equal(Presence.Unknown, PresenceIn(await ReadNamedAsync([Vault, Identity, .. Prerequisites]), path));
    }

    [Fact]
    public async Task Of_what_is_there_nothing_more_is_asked()
    {
        _azure.OnGet(Vault, Reply.Ok(Resource(Vault)));
        _azure.OnGet($"{Vault}{Settings}", Reply.List());
        _azure.OnGet(Identity, Reply.Ok(Resource(Identity)));

        await ReadNamedAsync([Vault, Identity, .. Prerequisites]);

        Assert.All(Prerequisites, path => Assert.Equal(0, _azure.Count("GET", path)));
    }

    [Theory]
    [InlineData(Old, 1, Presence.Found)]
    [InlineData(Newest, 0, Presence.Absent)]
    public async Task A_version_is_asked_for_where_the_key_does_not_show_it(string version, int requests, Presence presence)
    {
        _azure.OnGet(Vault, Reply.Ok(Resource(Vault)));
        _azure.OnGet($"{Vault}{Settings}", Reply.List());
        _azure.OnGet(Key, Reply.Ok(Resource(Key, $$"""{"keyUriWithVersion":"https://kv.vault.azure.net/keys/k/{{Newest.Split('/')[^1]}}"}""")));
        _azure.OnGet(Old, Reply.Ok(Resource(Old)));

        var estate = await ReadNamedAsync([Vault, Key, version]);

        Assert.Equal(requests, _azure.Count("GET", version));
        Assert.Equal(presence, PresenceIn(estate, version));
    }

    private Task<Estate> ReadNamedAsync(string[] named) => ReadAsync(_azure, Request(keyVaults: false, activityLog: true, named));

    private static Presence PresenceIn(Estate estate, string id) => estate.Find(ResourceId.Parse(id)).Presence;
}
