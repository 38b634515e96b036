using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Core.Tests.Controls;

/// <summary>A small estate, written down resource by resource, and what a control judges it with.</summary>
internal sealed class ObservedEstate
{
    public const string Subscription = Documents.Samples.Subscription;
    public const string Group = Documents.Samples.Group;
    public const string Account = Documents.Samples.Account;
    public const string Vault = Documents.Samples.Vault;

    private readonly List<ObservedResource> _resources = [];
    private readonly List<UnreadableResource> _unreadable = [];

    public static JsonElement Json(string body) => JsonDocument.Parse(body).RootElement;

    public static ObservedResource Resource(string id, string body) => new(ResourceId.Parse(id), Json(body));

    /// <summary>A storage account in the vault's region that takes logs.</summary>
    public ObservedEstate WithAccount(string body = """{"location":"westeurope","kind":"StorageV2"}""") => With(Account, body);

    public ObservedEstate With(string id, string body = "{}")
    {
        _resources.Add(Resource(id, body));
        return this;
    }

    /// <summary>Something of which Azure refused the read.</summary>
    public ObservedEstate Hiding(string id)
    {
        _unreadable.Add(new UnreadableResource(ResourceId.Parse(id), 403, "AuthorizationFailed"));
        return this;
    }

    /// <summary>A lifecycle policy of the account with rules that delete every blob, such as <c>r:30</c>, or <c>r:30+</c> of versions too.</summary>
    public ObservedEstate WithRules(params string[] rules) => With(
        $"{Account}/managementPolicies/default",
        $$$$"""{"properties":{"policy":{"rules":[{{{{string.Join(',', rules.Select(Rule))}}}}]}}}""");

    /// <summary>A diagnostic setting of the vault.</summary>
    public ObservedEstate WithSetting(string name, string properties) => With(
        $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/{name}", $$"""{"properties":{{properties}}}""");

    /// <summary>A storage task of one operation, and its assignment to the account.</summary>
    public ObservedEstate WithTask(string name, string operation = """{"name":"DeleteBlob"}""") => With(
        $"{Account}/storageTaskAssignments/{name}",
        $$$"""{"properties":{"taskId":"{{{Group}}}/Microsoft.StorageActions/storageTasks/{{{name}}}"}}""").With(
        $"{Group}/Microsoft.StorageActions/storageTasks/{name}",
        $$$$$"""{"properties":{"action":{"if":{"operations":[{{{{{operation}}}}}]}}}}""");

    public EvaluationInput ToInput(params EstateSubscription[] subscriptions)
    {
        var estate = ToEstate(subscriptions);
        var scope = new EstateScope(new ScopeSettings(true, [], [], []), estate);
        return new EvaluationInput(estate, scope, [], new HashSet<ResourceId>(), new DateOnly(2026, 11, 22));
    }

    public ControlContext ToContext(params EstateSubscription[] subscriptions) => new(ToInput(subscriptions), "KeyVault-004");

    public Estate ToEstate(params EstateSubscription[] subscriptions) => new(
        "azure",
        null,
        subscriptions.Length > 0 ? subscriptions : [new EstateSubscription(Subscription, "prod", [])],
        _resources,
        _unreadable);

    private static string Rule(string rule)
    {
        var parts = rule.Split(':');
        var delete = $$"""{"delete":{"daysAfterModificationGreaterThan":{{parts[1].TrimEnd('+')}} } }""";
        var versions = parts[1].EndsWith('+') ? ""","version":{"delete":{"daysAfterCreationGreaterThan":1}}""" : "";
        return $$"""{"name":"{{parts[0]}}","definition":{"actions":{"baseBlob":{{delete}}{{versions}} } } }""";
    }
}
