using Baseline.Arm.Client;
using Baseline.Arm.RateLimits;
using Baseline.Arm.Reading;
using Baseline.Azure;
using Baseline.Emulator;
using Baseline.Estates;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>The reader against the emulator, which was written by other hands from the same facts.</summary>
public sealed class EmulatorReadTests
{
    private const string OtherAccount = $"/subscriptions/{Other}/resourceGroups/logs/providers/Microsoft.Storage/storageAccounts/stactivity";
    private const string Identity = $"/subscriptions/{Other}/resourceGroups/logs/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-log";
    private const string KeyVault = $"/subscriptions/{Other}/resourceGroups/logs/providers/Microsoft.KeyVault/vaults/kv-log";
    private const string Group = "/providers/Microsoft.Management/managementGroups/contoso";

    private static readonly EstateRequest Contoso = new(
        false, [ResourceId.Parse(Group)], [], new EstateNeeds(true, true), [ResourceId.Parse($"{KeyVault}/keys/k"), ResourceId.Parse(Identity)]);

    private readonly ImpatientClock _clock = new();

    [Fact]
    public async Task An_estate_is_read_as_it_was_seeded()
    {
        var seed = Seed();

        var estate = await ReadAsync(seed, new EmulatorOptions(_clock), Contoso);

        // Every account has a blob service, whether or not a seed names it.
        Assert.Equal(
            seed.Resources.Select(resource => resource.Id.Key),
            estate.Resources.Select(resource => resource.Id.Key)
                .Where(key => !key.Contains("/managementgroups/", StringComparison.Ordinal) || key.Contains("/microsoft.insights/", StringComparison.Ordinal))
                .Where(key => !key.EndsWith("/blobservices/default", StringComparison.Ordinal)));
        Assert.Equal(seed.Unreadable, estate.Unreadable);

        // The one beyond the group is read for what the document names there, and marked so.
        Assert.Equal(
            seed.Subscriptions.Select(subscription => Text(subscription with { IsOnlyReferenced = subscription.Id == Other })),
            estate.Subscriptions.Select(Text));
    }

    [Fact]
    public async Task Small_and_empty_pages_change_nothing()
    {
        var whole = await ReadAsync(Seed(), new EmulatorOptions(_clock), Contoso);

        var paged = await ReadAsync(Seed(), new EmulatorOptions(_clock) { PageSize = 1, LeadingEmptyPage = true }, Contoso);

        Assert.Equal(whole.Resources.Select(Text), paged.Resources.Select(Text));
        Assert.Equal(whole.Unreadable, paged.Unreadable);
    }

    [Fact]
    public async Task A_tenant_holds_all_that_its_groups_and_subscriptions_hold()
    {
        var estate = await ReadAsync(Seed(), new EmulatorOptions(_clock), Contoso with { Tenant = true, ManagementGroups = [] });

        Assert.Equal([Sub, Other], estate.Subscriptions.Select(subscription => subscription.Id));
        Assert.Equal(["corp", "contoso"], estate.Subscription(Sub)?.ManagementGroups);
        Assert.Equal(["contoso", "corp"], estate.OfType("microsoft.management/managementgroups").Select(group => group.Id.Name));
    }

    [Fact]
    public async Task A_throttled_read_of_many_vaults_is_complete()
    {
        var estate = await ReadAsync(Many(400), new EmulatorOptions(_clock) { EnforceQuotas = true }, Request());

        Assert.Equal(400, estate.OfType("microsoft.keyvault/vaults").Count);
        Assert.Empty(estate.Unreadable);
    }

    [Fact]
    public async Task A_reader_that_keeps_the_pace_is_never_throttled()
    {
        var emulator = Load(Many(400), new EmulatorOptions(_clock) { EnforceQuotas = true });

        // One at a time: this clock jumps while requests are on their way, which no other clock does.
        var options = Options(new ArmEmulatorHandler(emulator), _clock) with { Quota = ArmQuota.PublicCloud, Parallelism = 1 };
        using var connection = new ArmConnection(options);

        await new ArmEstateReader(connection, "emulator", null).ReadAsync(Request(), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(emulator.Log, exchange => exchange.Status == 429);
    }

    private static Estate Seed() => new(
        "emulator",
        null,
        [
            new EstateSubscription(Sub, "Payments", ["corp", "contoso"], "7a4d2b1e-0c5f-4f3a-9d68-1f2e3d4c5b6a", "Enabled"),
            new EstateSubscription(Other, "Logs", [], "7a4d2b1e-0c5f-4f3a-9d68-1f2e3d4c5b6a", "Enabled"),
        ],
        [
            .. Vaults(),
            Seeded(Account),
            Seeded($"{Account}/managementPolicies/default", """{"policy":{"rules":[]}}"""),
            Seeded($"{Account}/providers/Microsoft.Authorization/locks/keep", """{"level":"CanNotDelete"}"""),
            Seeded(OtherAccount, """{"encryption":{"keySource":"Microsoft.Keyvault","keyvaultproperties":{"keyvaulturi":"https://kv-log.vault.azure.net","keyname":"k"}}}"""),
            Seeded($"{SubPath}{Settings}/activity", $$"""{"storageAccountId":"{{OtherAccount}}","logs":[{"category":"Administrative","enabled":true}]}"""),
            Seeded($"{Group}{Settings}/group", $$"""{"storageAccountId":"{{Account}}","logs":[{"category":"Policy","enabled":true}]}"""),
            Seeded(Identity, """{"principalId":"33333333-3333-3333-3333-333333333333"}"""),
        ],
        [new UnreadableResource(ResourceId.Parse($"{Vault}2{Settings}"), 403, "AuthorizationFailed")]);

    private static IEnumerable<ObservedResource> Vaults() =>
    [
        Seeded(Vault, """{"sku":{"family":"A","name":"standard"}}"""),
        Seeded($"{Vault}{Settings}/audit", $$"""{"storageAccountId":"{{Account}}","logs":[{"category":"AuditEvent","enabled":true}]}"""),
        Seeded($"{Vault}2", """{"sku":{"family":"A","name":"standard"}}"""),
        Seeded(KeyVault, """{"enableRbacAuthorization":true,"vaultUri":"https://kv-log.vault.azure.net/"}"""),
        Seeded($"{KeyVault}/keys/k", """{"kty":"RSA","keySize":2048}"""),
        Seeded(
            $"{KeyVault}/providers/Microsoft.Authorization/roleAssignments/44444444-4444-4444-4444-444444444444",
            """{"principalId":"33333333-3333-3333-3333-333333333333","roleDefinitionId":"/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6"}"""),
    ];

    private static Estate Many(int count) => new(
        "emulator",
        null,
        [new EstateSubscription(Sub, "Payments", [])],
        Enumerable.Range(0, count).Select(number => Seeded($"{Vault}{number}")),
        []);

    private static ObservedResource Seeded(string id, string properties = "{}") =>
        new(ResourceId.Parse(id), ToJson($$"""{"id":"{{id}}","type":"{{TypeOf(id)}}","name":"{{id.Split('/')[^1]}}","location":"westeurope","properties":{{properties}} }"""));

    private static string TypeOf(string id)
    {
        var parts = id[(id.LastIndexOf("/providers/", StringComparison.Ordinal) + 11)..].Split('/');
        return string.Join('/', parts.Where((_, index) => index == 0 || index % 2 == 1));
    }

    private static string Text(EstateSubscription subscription) =>
        $"{subscription with { ManagementGroups = [], ManagedByTenants = [] }} {string.Join(',', subscription.ManagementGroups)}";

    private static string Text(ObservedResource resource) => $"{resource.Id} {resource.Body.GetRawText()}";

    private static ArmEmulator Load(Estate seed, EmulatorOptions options)
    {
        using var stream = new MemoryStream();
        EstateFile.Write(seed, stream);
        stream.Position = 0;
        return ArmEmulator.Load(stream, options);
    }

    private async Task<Estate> ReadAsync(Estate seed, EmulatorOptions options, EstateRequest request)
    {
        using var connection = new ArmConnection(Options(new ArmEmulatorHandler(Load(seed, options)), _clock));
        return await new ArmEstateReader(connection, "emulator", null).ReadAsync(request, TestContext.Current.CancellationToken);
    }
}
