using Baseline.Arm.Reading;
using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Estates;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

public sealed class EstateReaderTests
{
    private const string VaultSettings = $"{Vault}{Settings}";

    private readonly ScriptedAzure _azure = Empty();

    [Fact]
    public async Task Vaults_are_read_with_their_settings_and_bodies_are_kept_whole()
    {
        var body = """{"id":"ID","name":"kv","location":"West Europe","properties":{"sku":{"name":"Standard"},"future":[1,2.0,null]},"unknown":{"a":""}}"""
            .Replace("ID", Vault, StringComparison.Ordinal);
        _azure.OnGet(Vaults, Reply.List(body));
        _azure.OnGet(VaultSettings, Reply.List(Resource($"{Vault.ToLowerInvariant()}{Settings}/Audit")));

        var estate = await ReadAsync(_azure, Request());

        Assert.Equal(body, Assert.Single(estate.OfType("microsoft.keyvault/vaults")).Body.GetRawText());
        var setting = Assert.Single(estate.List(ResourceId.Parse(Vault), "microsoft.insights/diagnosticSettings").Resources);
        Assert.Equal("Audit", setting.Id.Name);
        Assert.Empty(estate.Unreadable);
        var subscription = Assert.Single(estate.Subscriptions);
        Assert.Equal((Sub, "Payments", "t", "Enabled"), (subscription.Id, subscription.DisplayName, subscription.TenantId, subscription.State));
    }

    [Theory]
    [InlineData(403, "AuthorizationFailed")]
    [InlineData(404, "ResourceNotFound")]
    [InlineData(429, "SubscriptionRequestsThrottled")]
    [InlineData(500, "InternalServerError")]
    public async Task Settings_that_can_not_be_read_are_unreadable_and_the_rest_goes_on(int status, string code)
    {
        _azure.OnGet(Vaults, Reply.List(Resource(Vault), Resource($"{Vault}2")));
        _azure.OnGet(VaultSettings, Reply.Error(status, code));
        _azure.OnGet($"{Vault}2{Settings}", Reply.List(Resource($"{Vault}2{Settings}/s")));

        var estate = await ReadAsync(_azure, Request());

        var listing = estate.List(ResourceId.Parse(Vault), "microsoft.insights/diagnosticSettings");
        Assert.Equal((status, code), (listing.Unreadable?.Status, listing.Unreadable?.Code));
        Assert.Single(estate.List(ResourceId.Parse($"{Vault}2"), "microsoft.insights/diagnosticSettings").Resources);
    }

    [Fact]
    public async Task A_list_of_vaults_that_fails_is_unreadable_under_its_path()
    {
        _azure.OnGet(Vaults, Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync(_azure, Request());

        Assert.Equal(403, estate.List(ResourceId.Subscription(Sub), "Microsoft.KeyVault/vaults").Unreadable?.Status);
    }

    [Fact]
    public async Task A_subscription_that_can_not_be_read_is_unreadable_and_nothing_more_is_asked_of_it()
    {
        _azure.OnGet(SubPath, Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync(_azure, Request(activityLog: true));

        Assert.Empty(estate.Subscriptions);
        Assert.Equal(SubPath, Assert.Single(estate.Unreadable).Id.Text);
        Assert.Single(_azure.Requests);
    }

    [Fact]
    public async Task Managed_HSMs_are_read_and_a_404_means_none()
    {
        var hsm = $"{SubPath}/resourceGroups/rg/providers/Microsoft.KeyVault/managedHSMs/h";
        _azure.OnGet($"{SubPath}/providers/Microsoft.KeyVault/managedHSMs", Reply.List(Resource(hsm)), Reply.Error(404, "InvalidResourceType"));

        var first = await ReadAsync(_azure, Request());
        var second = await ReadAsync(_azure, Request());

        Assert.Single(first.OfType("microsoft.keyvault/managedhsms"));
        Assert.Empty(second.Unreadable);
    }

    [Fact]
    public async Task A_provider_that_is_not_registered_has_nothing_to_read()
    {
        _azure.OnGet(Vaults, Reply.Error(409, "MissingSubscriptionRegistration"));
        _azure.OnGet($"{SubPath}/providers/Microsoft.Insights", Reply.Ok($$"""{"id":"{{SubPath}}/providers/Microsoft.Insights","registrationState":"NotRegistered"}"""));
        _azure.OnGet($"{SubPath}{Settings}", new Reply(409, """{"code":"Conflict","message":"The subscription 'x' is not registered to use microsoft.insights."}"""));

        var estate = await ReadAsync(_azure, Request(activityLog: true));

        Assert.Empty(estate.Unreadable);
    }

    [Theory]
    [InlineData(403, "AuthorizationFailed", "The subscription 'x' is not registered to use microsoft.keyvault.")]
    [InlineData(409, "Conflict", "Please register the subscription 'x' with Microsoft.KeyVault.")]
    [InlineData(403, "MissingSubscriptionRegistration", "No.")]
    public async Task Words_about_registration_do_not_mean_that_there_is_nothing(int status, string code, string message)
    {
        _azure.OnGet(Vaults, Reply.Error(status, code, message));
        _azure.OnGet($"{SubPath}{Settings}", Reply.Error(status, code, message));

        var estate = await ReadAsync(_azure, Request(activityLog: true));

        Assert.Equal([($"{SubPath}{Settings}".ToLowerInvariant(), code), (Vaults.ToLowerInvariant(), code)], estate.Unreadable.Select(entry => (entry.Id.Key, entry.Code)));
    }

    [Fact]
    public async Task A_vault_whose_settings_are_said_to_be_gone_is_asked_itself()
    {
        _azure.OnGet(Vaults, Reply.List(Resource(Vault), Resource($"{Vault}2"), Resource($"{Vault}3")));
        _azure.OnGet(VaultSettings, Reply.Error(404, "ResourceNotFound")).OnGet(Vault, Reply.Ok(Resource(Vault)));
        _azure.OnGet($"{Vault}2{Settings}", Reply.Error(404, "ResourceNotFound"));
        _azure.OnGet($"{Vault}3{Settings}", Reply.Error(404, "ResourceNotFound")).OnGet($"{Vault}3", Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync(_azure, Request());

        Assert.Equal(
            [(404, "ContradictoryAnswers", false), (404, "ResourceNotFound", true), (403, "AuthorizationFailed", false)],
            estate.Unreadable.Select(entry => (entry.Status, entry.Code, entry.IsGone)));
    }

    [Fact]
    public async Task A_vault_that_answers_is_not_asked_twice()
    {
        _azure.OnGet(Vaults, Reply.List(Resource(Vault))).OnGet(VaultSettings, Reply.List());

        await ReadAsync(_azure, Request());

        Assert.Equal(0, _azure.Count("GET", Vault));
    }

    [Theory]
    [InlineData(404, "ResourceNotFound", Presence.Absent, Presence.Absent)]
    [InlineData(403, "AuthorizationFailed", Presence.Found, Presence.Unknown)]
    [InlineData(200, "", Presence.Found, Presence.Unknown)]
    public async Task An_account_whose_policy_is_said_to_be_gone_with_it_is_asked_itself(int status, string code, Presence account, Presence policy)
    {
        var found = Reply.Ok(Resource(Account));
        _azure.OnGet(Account, found, status == 200 ? found : Reply.Error(status, code));
        _azure.OnGet($"{Account}/managementPolicies/default", Reply.Error(404, "ResourceNotFound"));

        var estate = await ReadAsync(_azure, Request(named: [Account]));

        Assert.Equal(account, estate.Find(ResourceId.Parse(Account)).Presence);
        Assert.Equal(policy, estate.Find(ResourceId.Parse($"{Account}/managementPolicies/default")).Presence);
    }

    [Theory]
    [InlineData("""{"id":"westeurope","name":"/providers/a/b/c","properties":{}}""")]
    [InlineData("""{"name":"kv","properties":{}}""")]
    [InlineData("""{"id":"/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/kv","name":"kv","properties":{}}""")]
    [InlineData("""{"id":"/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv","name":"kv","properties":{}}""")]
    [InlineData("""{"id":"/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.KeyVault/vaults","name":"kv","properties":{}}""")]
    [InlineData("""{"id":"/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv","name":"kv"}""")]
    [InlineData("7")]
    [InlineData("null")]
    public async Task An_item_that_is_no_vault_of_the_subscription_makes_the_list_unknown(string item)
    {
        _azure.OnGet(Vaults, Reply.List(item, Resource($"{Vault}2")));

        var estate = await ReadAsync(_azure, Request());

        Assert.Equal(["kv2"], estate.OfType("microsoft.keyvault/vaults").Select(vault => vault.Id.Name));
        Assert.Equal("UnexpectedBody", estate.List(ResourceId.Subscription(Sub), "Microsoft.KeyVault/vaults").Unreadable?.Code);
    }

    [Theory]
    [InlineData(404, "NotFound", 0)]
    [InlineData(400, "NoRegisteredProviderFound", 0)]
    [InlineData(404, "InvalidResourceType", 0)]
    [InlineData(410, "NotSupported", 0)]
    [InlineData(403, "AuthorizationFailed", 1)]
    [InlineData(403, "NotSupported", 1)]
    public async Task Log_profiles_may_be_gone_but_not_forbidden(int status, string code, int unreadable)
    {
        _azure.OnGet($"{SubPath}/providers/microsoft.insights/logprofiles", Reply.Error(status, code));

        var estate = await ReadAsync(_azure, Request(activityLog: true));

        Assert.Equal(unreadable, estate.Unreadable.Count);
    }

    [Fact]
    public async Task The_id_of_a_subscription_setting_may_lack_its_slash_or_be_of_another_provider()
    {
        _azure.OnGet(
            $"{SubPath}{Settings}",
            Reply.List(Resource($"subscriptions/{Sub}/providers/microsoft.insights/diagnosticSettings/a"), Resource($"subscriptions/{Sub}/providers/AzureResourceManager/diagnosticSettings/b")));

        var estate = await ReadAsync(_azure, Request(activityLog: true));

        var listing = estate.List(ResourceId.Subscription(Sub), "microsoft.insights/diagnosticSettings");
        Assert.Equal(["a", "b"], listing.Resources.Select(setting => setting.Id.Name));
    }

    [Fact]
    public async Task Accounts_that_settings_name_are_read_with_their_policies_in_any_subscription()
    {
        var account = Account.Replace(Sub, Other, StringComparison.Ordinal);
        _azure.OnGet(Vaults, Reply.List(Resource(Vault)));
        _azure.OnGet(VaultSettings, Reply.List(Resource($"{VaultSettings}/s", $$"""{"storageAccountId":"{{account}}"}""")));
        _azure.OnGet($"/subscriptions/{Other}", Reply.Ok(Subscription(Other, "Logs")));
        _azure.OnGet(account, Reply.Ok(Resource(account)));
        _azure.OnGet($"{account}/managementPolicies/default", Reply.Ok(Resource($"{account}/managementPolicies/default")));
        _azure.OnGet($"/subscriptions/{Other}/providers/Microsoft.Authorization/locks", Reply.List(Resource($"{account}/providers/Microsoft.Authorization/locks/l")));

        var estate = await ReadAsync(_azure, Request());

        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse(account)).Presence);
        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse($"{account}/managementPolicies/default")).Presence);
        Assert.Single(estate.List(ResourceId.Parse(account), "Microsoft.Authorization/locks").Resources);
        Assert.Equal([Sub, Other], estate.Subscriptions.Select(subscription => subscription.Id));
    }

    [Fact]
    public async Task An_account_that_is_gone_is_absent_and_one_that_is_forbidden_is_unknown()
    {
        _azure.OnGet($"{Account}2", Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync(_azure, Request(named: [Account, $"{Account}2"]));

        Assert.Equal(Presence.Absent, estate.Find(ResourceId.Parse(Account)).Presence);
        Assert.Equal(Presence.Unknown, estate.Find(ResourceId.Parse($"{Account}2")).Presence);
    }

    [Fact]
    public async Task An_account_in_a_subscription_that_can_not_be_read_is_unknown()
    {
        var account = Account.Replace(Sub, Other, StringComparison.Ordinal);
        _azure.OnGet($"/subscriptions/{Other}", Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync(_azure, Request(named: [account]));

        Assert.Equal(Presence.Unknown, estate.Find(ResourceId.Parse(account)).Presence);
        Assert.Equal($"/subscriptions/{Other}", Assert.Single(estate.Unreadable).Id.Text);
        Assert.Equal(0, _azure.Count("GET", account));
    }

    [Theory]
    [InlineData(404, "ManagementPolicyNotFound", Presence.Absent)]
    [InlineData(400, "ManagementPolicyNotFound", Presence.Unknown)]
    [InlineData(403, "AuthorizationFailed", Presence.Unknown)]
    public async Task A_lifecycle_policy_is_absent_only_with_a_404(int status, string code, Presence presence)
    {
        _azure.OnGet(Account, Reply.Ok(Resource(Account)));
        _azure.OnGet($"{Account}/managementPolicies/default", Reply.Error(status, code));

        var estate = await ReadAsync(_azure, Request(named: [Account]));

        Assert.Equal(presence, estate.Find(ResourceId.Parse($"{Account}/managementPolicies/default")).Presence);
    }

    [Fact]
    public async Task Many_accounts_of_a_subscription_are_listed_and_only_those_missing_there_are_asked_for()
    {
        var accounts = Enumerable.Range(10, 25).Select(number => $"{Account}{number}").ToArray();
        _azure.OnGet($"{SubPath}/providers/Microsoft.Storage/storageAccounts", Reply.List([.. accounts.Skip(1).Select(id => Resource(id))]));
        _azure.OnGet(accounts[0], Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync(_azure, Request(named: accounts));

        Assert.Equal(24, estate.OfType("microsoft.storage/storageaccounts").Count);
        Assert.Equal(Presence.Unknown, estate.Find(ResourceId.Parse(accounts[0])).Presence);
        Assert.Equal(0, _azure.Count("GET", accounts[1]));
    }

    [Fact]
    public async Task Named_vaults_keys_and_identities_are_read_with_role_assignments_of_all_scopes()
    {
        var identity = $"{SubPath}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";
        var inherited = $"{SubPath}/providers/Microsoft.Authorization/roleAssignments/g1";
        _azure.OnGet(Vault, Reply.Ok(Resource(Vault)));
        _azure.OnGet($"{Vault}/keys/k", Reply.Ok(Resource($"{Vault}/keys/k")));
        _azure.OnGet(identity, Reply.Ok(Resource(identity.Replace("resourceGroups", "resourcegroups", StringComparison.Ordinal))));
        _azure.OnGet(VaultSettings, Reply.List());
        _azure.OnGet(
            $"{Vault}/providers/Microsoft.Authorization/roleAssignments",
            Reply.List(Resource(inherited), Resource($"{Vault}/providers/Microsoft.Authorization/roleAssignments/g2")));

        var estate = await ReadAsync(_azure, Request(keyVaults: false, named: [$"{Vault}/keys/k", identity]));

        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse($"{Vault}/keys/k")).Presence);
        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse(identity)).Presence);
        Assert.Equal(["g1", "g2"], estate.OfType("microsoft.authorization/roleassignments").Select(found => found.Id.Name).Order());
        Assert.Empty(estate.Unreadable);
    }

    [Fact]
    public async Task The_key_of_an_encrypted_account_is_read_where_its_vault_can_be_seen()
    {
        const string encryption = """{"encryption":{"keySource":"Microsoft.Keyvault","keyvaultproperties":{"keyvaulturi":"https://KV.vault.azure.net/","keyname":"k"}}}""";
        _azure.OnGet($"{SubPath}{Settings}", Reply.List());
        _azure.OnGet(Account, Reply.Ok(Resource(Account, encryption)));
        _azure.OnGet(Vaults, Reply.List(Resource(Vault)));
        _azure.OnGet(VaultSettings, Reply.List());
        _azure.OnGet($"{Vault}/keys/k", Reply.Ok(Resource($"{Vault}/keys/k")));

        var estate = await ReadAsync(_azure, Request(keyVaults: false, activityLog: true, named: [Account]));

        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse($"{Vault}/keys/k")).Presence);
    }

    [Fact]
    public async Task The_container_of_the_activity_log_is_read_and_its_scope()
    {
        var container = $"{Account}/blobServices/default/containers/insights-activity-logs";
        _azure.OnGet($"{SubPath}{Settings}", Reply.List(Resource($"{SubPath}{Settings}/s", $$"""{"storageAccountId":"{{Account}}"}""")));
        _azure.OnGet(Account, Reply.Ok(Resource(Account)));
        _azure.OnGet(container, Reply.Ok(Resource(container, """{"defaultEncryptionScope":"own"}""")), Reply.Error(404, "ContainerNotFound"), Reply.Error(403, "AuthorizationFailed"));
        _azure.OnGet($"{Account}/encryptionScopes/own", Reply.Ok(Resource($"{Account}/encryptionScopes/own")));

        var first = await ReadAsync(_azure, Request(activityLog: true));
        var second = await ReadAsync(_azure, Request(activityLog: true));
        var third = await ReadAsync(_azure, Request(activityLog: true));

        Assert.Equal(Presence.Found, first.Find(ResourceId.Parse($"{Account}/encryptionScopes/own")).Presence);
        Assert.Equal(Presence.Absent, second.Find(ResourceId.Parse(container)).Presence);
        Assert.Equal(Presence.Unknown, third.Find(ResourceId.Parse(container)).Presence);
    }

    [Theory]
    [InlineData(404, "InvalidResourceType", 0)]
    [InlineData(400, "NotSupported", 0)]
    [InlineData(400, "NoRegisteredProviderFound", 0)]
    [InlineData(403, "NotSupported", 1)]
    [InlineData(500, "InvalidResourceType", 1)]
    [InlineData(429, "NoRegisteredProviderFound", 1)]
    [InlineData(400, "BadRequest", 1)]
    public async Task Storage_tasks_are_none_where_Azure_has_no_such_type_and_unknown_where_it_fails(int status, string code, int unreadable)
    {
        _azure.OnGet($"{SubPath}/providers/Microsoft.Insights", Reply.Ok($$"""{"id":"{{SubPath}}/providers/Microsoft.Insights","registrationState":"Registered"}"""));
        _azure.OnGet(Account, Reply.Ok(Resource(Account)));
        _azure.OnGet($"{Account}/storageTaskAssignments", Reply.Error(status, code));

        var estate = await ReadAsync(_azure, Request(named: [Account]));

        Assert.Equal(unreadable, estate.Unreadable.Count(entry => entry.Id.Name == "storageTaskAssignments"));
    }

    [Fact]
    public async Task A_tenant_that_can_not_be_listed_ends_the_run()
    {
        _azure.OnGet("/subscriptions", Reply.Error(403, "AuthorizationFailed"));

        var exception = await Assert.ThrowsAsync<DiagnosticException>(
            () => ReadAsync(_azure, new EstateRequest(true, [], [], new EstateNeeds(true, false), [])));

        Assert.Equal("BL6002", exception.Diagnostics[0].Code);
    }

    [Fact]
    public async Task Progress_counts_the_vaults()
    {
        _azure.OnGet(Vaults, Reply.List(Resource(Vault), Resource($"{Vault}2")));
        var heard = new Heard();
        using var connection = Connect(_azure);

        await new ArmEstateReader(connection, "azure", null, new ReadOptions { Progress = heard }).ReadAsync(Request(), TestContext.Current.CancellationToken);

        Assert.Contains(new ReadProgress("key vaults", 2, 2), heard.Reports);
    }

    private sealed class Heard : IProgress<ReadProgress>
    {
        private readonly List<ReadProgress> _reports = [];

        public IReadOnlyList<ReadProgress> Reports => _reports;

        public void Report(ReadProgress value)
        {
            lock (_reports)
            {
                _reports.Add(value);
            }
        }
    }
}
