using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.Locks;
using Baseline.Controls;
using Baseline.Core.Tests.Documents;
using Baseline.Core.Tests.Plans;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>What protects logs is changed by a saved plan only where logs go, now or by the plan itself.</summary>
public sealed class SavedReceiverCheckTests
{
    private const string Account =
        $"/subscriptions/{EstateBuilder.DefaultSubscription}/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts/st";

    private const string Setting = $"/subscriptions/{EstateBuilder.DefaultSubscription}/providers/Microsoft.Insights/diagnosticSettings/audit";

    private const string Document = $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: logs }
        scope: { subscriptions: [{{EstateBuilder.DefaultSubscription}}] }
        controls:
          Monitor-007: { categories: all, destination: { accept: any } }
          LogStorage: { deleteLock: required }
        """;

    private static readonly Estate Exported = new EstateBuilder().Account("st").SubscriptionSetting("audit", "st").Build();
    private static readonly Estate Unexported = new EstateBuilder().Account("st").Build();

    [Theory]
    // Whether logs go to the account now, and what the plan does to the setting beside the lock.
    [InlineData(true, null, true)]
    [InlineData(false, null, false)]
    [InlineData(false, "PUT", true)]
    [InlineData(true, "DELETE", true)]
    public void A_lock_is_made_where_logs_go_now_or_by_the_plan(bool isExported, string? setting, bool isTaken)
    {
        var body = Exported.Find(ResourceId.Parse(Setting)).Resource?.Body ?? default;
        var written = SamplePlan.Change("c1") with
        {
            Resource = Setting,
            Method = setting ?? "",
            Action = setting == "DELETE" ? ChangeAction.Delete : ChangeAction.Create,
            Body = setting == "DELETE" ? default : body,
        };
        var made = SamplePlan.Change("c2") with
        {
            Type = TypeNames.Lock,
            Resource = $"{Account}/providers/{TypeNames.Lock}/baseline-delete-lock",
            Body = JsonSerializer.SerializeToElement(LockType.Body()),
        };
        var plan = SamplePlan.Of([.. setting is null ? [] : new[] { written }, made]);

        var objections = new SavedReceiverCheck(ControlCatalogue.Product).Objections(
            setting == "DELETE" ? plan with { Estate = new PlanEstate(Plan.UndoSource, null) } : plan,
            TextDocuments.Accepted(Document),
            isExported ? Exported : Unexported,
            new DateOnly(2026, 11, 22));

        Assert.Equal(isTaken ? "" : "c2", string.Join(' ', objections.Select(objection => objection.Change.Id)));
    }

    /// <summary>No plan that the tool makes writes a setting twice, and a plan may be written by others.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_writes_of_one_setting_the_last_one_holds(bool isLast)
    {
        var leading = Written("c1", Setting, Exported.Find(ResourceId.Parse(Setting)).Resource?.Body ?? default);
        var other = Written("c2", Setting.ToUpperInvariant(), JsonSerializer.SerializeToElement(new { properties = new { logs = Array.Empty<string>() } }));
        var made = Written("c3", $"{Account}/providers/{TypeNames.Lock}/baseline-delete-lock", JsonSerializer.SerializeToElement(LockType.Body())) with
        {
            Type = TypeNames.Lock,
        };

        var objections = new SavedReceiverCheck(ControlCatalogue.Product).Objections(
            SamplePlan.Of(isLast ? [other, leading, made] : [leading, other, made]),
            TextDocuments.Accepted(Document),
            Unexported,
            new DateOnly(2026, 11, 22));

        Assert.Equal(isLast ? "" : "c3", string.Join(' ', objections.Select(objection => objection.Change.Id)));

        static Change Written(string id, string resource, JsonElement body) =>
            SamplePlan.Change(id) with { Resource = resource, Method = "PUT", Action = ChangeAction.Create, Body = body };
    }
}
