using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.ActivityLogAlerts;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What of ActivityLogAlerts no conformance case shows: the sets, what is read, its roles, and which saved writes are its own.</summary>
public sealed class ActivityLogAlertsTests
{
    private const string Subscription = $"/subscriptions/{ObservedEstate.Subscription}";
    private const string Monitoring = $"{Subscription}/resourceGroups/rg-monitoring/providers/Microsoft.Insights";
    private const string Group = $"{Monitoring}/actionGroups/ag";
    private const string OtherGroup = $"{Monitoring}/actionGroups/other";
    private const string Operation = "Microsoft.KeyVault/vaults/delete";
    private const string OwnName = "baseline-Microsoft.KeyVault-vaults-delete";
    private const string Type = "Microsoft.Insights/activityLogAlerts";

    private static readonly ActivityLogAlertsSettings Settings = new(
        [new WatchedEvent(Operation), WatchedEvent.ServiceHealth],
        ResourceId.Parse(Group),
        "rg-monitoring",
        RulePerOperation: true,
        new SourceSpan("baseline.yaml", 1, 1));

    private static readonly ActivityLogAlertsDefinition Definition = new();

    private static readonly string Body = BodyOf(Subscription, OperationLeaf(Operation), Group);

    [Theory]
    [InlineData("cis", 10)]
    [InlineData("conformity", 30)]
    [InlineData("tamper", 11)]
    public void Each_set_has_its_operations_once_and_a_name_for_an_alert_on_each(string set, int count)
    {
        var operations = OperationSets.Find(set) ?? [];

        Assert.Equal(count, operations.Count);
        Assert.Equal(count, operations.Select(operation => new WatchedEvent(operation.Name).AlertName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void The_rules_of_Conformity_and_the_numbers_of_CIS_are_all_there()
    {
        Assert.Equal(
            Enumerable.Range(1, 29).Select(number => $"ActivityLog-{number:000}"),
            OperationSets.All.Select(operation => operation.Conformity).OfType<string>().Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, 10), OperationSets.All.Select(operation => operation.Cis).OfType<int>());
        Assert.Null(OperationSets.Find("Cis"));
    }

    /// <summary>The resource group is created as the document says, and by nobody whom the document does not let.</summary>
    [Theory]
    [InlineData("westeurope", "rg-monitoring", "westeurope", "")]
    [InlineData("westeurope", "RG-monitoring", "westeurope", "")]
    [InlineData(null, "rg-monitoring", "westeurope", "lets no resource group be created")]
    [InlineData("westeurope", "rg-other", "westeurope", "is another")]
    [InlineData("westeurope", "rg-monitoring", "northeurope", "this is another")]
    public void A_resource_group_is_created_as_the_document_says(string? create, string name, string location, string why)
    {
        var control = Definition.Create(Settings with { CreateLocation = create });
        var write = new ArmWrite(
            "Microsoft.Resources/resourceGroups", "PUT", $"{Subscription}/resourceGroups/{name}", "2021-04-01",
            System.Text.Json.JsonSerializer.SerializeToElement(new { location }));
        var saved = new SavedWrite("c1", ChangeAction.Create, write, []);
        var plan = new SavedPlan([], new Estate("test", null, [], [], []), [], new HashSet<ResourceId>());

        Assert.True(control.Owns(write, ResourceId.Parse(Subscription)));
        Assert.Equal(Subscription, ControlCatalogue.Product.Types.LockScopeOf(write.Type, write.Resource), ignoreCase: true);
        var said = control.WhyNotAsked(saved, plan) ?? control.WhyNotWanted(saved, plan);
        Assert.Equal(why.Length == 0, said is null);
        Assert.Contains(why, said ?? "", StringComparison.Ordinal);
    }

    /// <summary>Who may create a group, may do so only where the document says so.</summary>
    [Theory]
    [InlineData("westeurope", true)]
    [InlineData(null, false)]
    public void A_role_creates_groups_where_the_document_does(string? create, bool may) => Assert.Equal(
        may, Definition.Actions(Settings with { CreateLocation = create }).Writes.Contains("Microsoft.Resources/subscriptions/resourceGroups/write"));

    /// <summary>The alert for one operation is for that part; the one for all of them is for none.</summary>
    [Theory]
    [InlineData(OwnName, Operation)]
    [InlineData("BASELINE-microsoft.keyvault-vaults-delete", Operation)]
    [InlineData("baseline-service-health", "ServiceHealth")]
    [InlineData("baseline-operations", "")]
    public void An_alert_is_for_the_part_that_it_watches_for(string name, string part) => Assert.Equal(
        part.Length == 0 ? [] : [part],
        Definition.Create(Settings).PartsOf(new ArmWrite(Type, "PUT", $"{Monitoring}/activityLogAlerts/{name}", "2020-10-01", default), altered: null));

    [Theory]
    [InlineData("Microsoft.Network/networkSecurityGroups/securityRules/write", "Microsoft.Network/networkSecurityGroups/securityRules")]
    [InlineData("Microsoft.Compute/virtualMachines/powerOff/action", "Microsoft.Compute/virtualMachines")]
    [InlineData("Microsoft.Compute/virtualMachines/powerOff/ACTION", "Microsoft.Compute/virtualMachines")]
    public void An_operation_is_on_a_type(string operation, string type) => Assert.Equal(type, new WatchedEvent(operation).ResourceType);

    [Fact]
    public void Alerts_action_groups_and_the_named_resource_group_are_read_and_nothing_else()
    {
        var needs = Definition.Needs((IControlSettings)Settings);

        Assert.Equal([ListedType.ActionGroups, ListedType.ActivityLogAlerts], needs.Types);
        Assert.Equal(["rg-monitoring"], needs.ResourceGroups);
        Assert.False(needs.KeyVaults || needs.ActivityLog || needs.Encryption);
        Assert.Empty(Definition.Needs((IControlSettings)(Settings with { ResourceGroup = null })).ResourceGroups);
        Assert.Equal([ResourceId.Parse(Group)], Settings.NamedResources);
    }

    [Fact]
    public void The_types_are_read_as_they_are_written() =>
        Assert.Equal(ControlCatalogue.Product.Types.Find(ListedType.ActivityLogAlerts.Name)?.ApiVersion, ListedType.ActivityLogAlerts.ApiVersion);

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_document_that_makes_no_alerts_asks_for_no_writes(bool hasAction, bool hasGroup)
    {
        var actions = Definition.Actions((IControlSettings)(Settings with
        {
            ActionGroup = hasAction ? Settings.ActionGroup : null,
            ResourceGroup = hasGroup ? Settings.ResourceGroup : null,
        }));

        Assert.Equal(hasAction && hasGroup ? 1 : 0, actions.Writes.Count);
        Assert.Equal(hasAction && hasGroup ? 1 : 0, actions.Deletes.Count);
        Assert.Equal(hasGroup, actions.Reads.Contains("Microsoft.Resources/subscriptions/resourceGroups/read"));
    }

    public static TheoryData<string, string?, string, string> Writes => new()
    {
        { "as it is made", null, OwnName, Body },
        { "in another letter case", null, OwnName.ToUpperInvariant(), Body.Replace("Administrative", "administrative", StringComparison.Ordinal) },
        { "Service Health", null, "baseline-service-health", BodyOf(Subscription, """{"field":"properties.incidentType","equals":"Incident"}""", Group, "ServiceHealth") },
        { "an alert of others", "It writes only its own alerts", "theirs", Body },
        { "on an operation that is not wanted", "It writes only its own alerts", "baseline-Microsoft.KeyVault-vaults-write", Body },
        { "one for all where one for each is wanted", "The document wants no alert baseline-operations.", "baseline-operations", Body },
        { "of another operation", "It makes alerts as the document describes them", OwnName, Body.Replace(Operation, "Microsoft.KeyVault/vaults/write", StringComparison.Ordinal) },
        { "narrowed", "It makes alerts as the document describes them", OwnName, BodyOf(Subscription, OperationLeaf(Operation) + ",{\"field\":\"caller\",\"equals\":\"c\"}", Group) },
        { "switched off", "It makes alerts as the document describes them", OwnName, Body.Replace("\"enabled\":true", "\"enabled\":false", StringComparison.Ordinal) },
        { "of a resource group", "It makes alerts as the document describes them", OwnName, BodyOf($"{Subscription}/resourceGroups/rg", OperationLeaf(Operation), Group) },
        { "with more", "It makes alerts as the document describes them", OwnName, Body.Replace("\"enabled\":true", "\"enabled\":true,\"description\":\"d\"", StringComparison.Ordinal) },
        { "that tells somebody else", "It makes alerts as the document describes them", OwnName, BodyOf(Subscription, OperationLeaf(Operation), OtherGroup) },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public void What_a_saved_plan_may_make(string what, string? why, string name, string body)
    {
        var said = Why(Settings, Saved(name, body, ChangeAction.Create));

        Assert.True(why is null ? said is null : said?.StartsWith(why, StringComparison.Ordinal) is true, $"{what}: {said}");
    }

    [Fact]
    public void A_saved_plan_adds_the_documents_action_group_to_an_alert_and_no_other()
    {
        const string Both = $$"""{"actionGroupId":"{{OtherGroup}}"},{"actionGroupId":"{{Group}}"}""";
        var both = Body.Replace($$"""{"actionGroupId":"{{Group}}"}""", Both, StringComparison.Ordinal);
        var update = Saved(OwnName, both, ChangeAction.Update);
        var switchedOn = new PropertyChange("properties.enabled", default, ObservedEstate.Json("true"));
        var inOtherLetters = Told(0, OtherGroup) with { Path = "properties.ACTIONS.actionGroups[0].actionGroupId" };

        Assert.Null(Why(Settings, update with { Properties = [Told(1, Group)] }));
        Assert.Null(Why(Settings, update));
        Assert.Null(Why(Settings, update with { Properties = [switchedOn, Told(1, Group)] }));
        Assert.StartsWith(
            "It lets alerts tell", Why(Settings, update with { Properties = [Told(1, Group), Told(0, OtherGroup)] }), StringComparison.Ordinal);
        Assert.StartsWith("It lets alerts tell", Why(Settings, update with { Properties = [inOtherLetters] }), StringComparison.Ordinal);
        Assert.StartsWith(
            "It lets alerts tell",
            Why(Settings, update with { Properties = [Told(1, Group) with { Before = ObservedEstate.Json(JsonValue.Create(OtherGroup).ToJsonString()) }] }),
            StringComparison.Ordinal);
        Assert.StartsWith("It lets alerts tell", Why(Settings, update with { Properties = [Told(0, OtherGroup)] }), StringComparison.Ordinal);
        Assert.StartsWith("It lets alerts tell", Why(Settings, Saved(OwnName, BodyOf(Subscription, OperationLeaf(Operation), OtherGroup), ChangeAction.Update)), StringComparison.Ordinal);
        Assert.StartsWith("It makes alerts", Why(Settings, update with { Write = update.Write with { Body = ObservedEstate.Json(both.Replace("true", "false", StringComparison.Ordinal)) } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_plan_writes_in_the_documents_resource_group_and_deletes_nothing()
    {
        var saved = Saved(OwnName, Body, ChangeAction.Create);

        Assert.Null(Why(Settings with { ResourceGroup = "RG-Monitoring" }, saved));
        Assert.StartsWith("It writes only its own alerts", Why(Settings with { ResourceGroup = "rg-other" }, saved), StringComparison.Ordinal);
        Assert.StartsWith("It writes only its own alerts", Why(Settings with { ResourceGroup = null }, saved), StringComparison.Ordinal);
        Assert.StartsWith("The document wants no alert", Why(Settings with { ActionGroup = null }, saved), StringComparison.Ordinal);
        Assert.Equal("Only an undo takes an alert away.", Why(Settings, saved with { Write = saved.Write with { Method = "DELETE", Body = default } }));
        Assert.StartsWith("The document wants no alert", Why(Settings with { RulePerOperation = false }, saved), StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_plan_makes_one_alert_for_all_where_the_document_wants_that()
    {
        var settings = Settings with { RulePerOperation = false };
        var body = BodyOf(Subscription, $$"""{"anyOf":[{{OperationLeaf(Operation)}}]}""", Group);

        Assert.Null(Why(settings, Saved("baseline-operations", body, ChangeAction.Create)));
        Assert.NotNull(Why(settings with { Events = [WatchedEvent.ServiceHealth] }, Saved("baseline-operations", body, ChangeAction.Create)));
    }

    [Fact]
    public void Only_alerts_are_its_own()
    {
        var control = new ActivityLogAlertsControl(Settings);
        var write = Saved(OwnName, Body, ChangeAction.Create).Write;

        Assert.True(control.Owns(write, ResourceId.Parse(Subscription)));
        Assert.False(control.Owns(write with { Type = TypeNames.DiagnosticSetting }, ResourceId.Parse(Subscription)));
    }

    /// <summary>One write at a time for each subscription, so that its exemption forbids them all.</summary>
    [Fact]
    public void An_alert_is_written_for_its_subscription() =>
        Assert.Equal(Subscription, ControlCatalogue.Product.Types.LockScopeOf(Type, $"{Monitoring}/activityLogAlerts/{OwnName}"));

    [Fact]
    public void A_first_document_proposes_the_action_group_that_most_alerts_tell_and_that_tells_somebody()
    {
        var estate = new ObservedEstate()
            .With($"{Monitoring}/activityLogAlerts/a", Telling(OtherGroup))
            .With($"{Monitoring}/activityLogAlerts/b", Telling(OtherGroup))
            .With($"{Monitoring}/activityLogAlerts/c", Telling(Group))
            .With(OtherGroup, """{"properties":{"enabled":true}}""")
            .With(Group, """{"properties":{"enabled":true,"webhookReceivers":[{"name":"w"}]}}""");

        var text = Starter(estate);

        Assert.Contains("\n  ActivityLogAlerts:\n", text, StringComparison.Ordinal);
        Assert.Contains($"    actionGroup: {Group}  # an alert tells it\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherGroup, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_document_has_it_as_a_comment_where_nobody_is_told_of_anything()
    {
        var text = Starter(new ObservedEstate().With($"{Monitoring}/activityLogAlerts/a", Telling(Group)));

        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("  # ", line, StringComparison.Ordinal));
        Assert.Contains("  # ActivityLogAlerts:\n", text, StringComparison.Ordinal);
    }

    /// <summary>Service Health is asked about by its key in the document, an operation by its name.</summary>
    [Theory]
    [InlineData("serviceHealth", true, true)]
    [InlineData("serviceHealth", false, false)]
    [InlineData("microsoft.keyvault/vaults/DELETE", false, true)]
    [InlineData("Microsoft.KeyVault/vaults/write", true, false)]
    public void A_part_is_wanted_where_the_document_names_it(string part, bool serviceHealth, bool isWanted) => Assert.Equal(
        isWanted, (serviceHealth ? Settings : Settings with { Events = [new WatchedEvent(Operation)] }).Wants(part));

    [Theory]
    [InlineData("microsoft.keyvault/VAULTS/delete", "Microsoft.KeyVault/vaults/delete")]
    [InlineData("Contoso.lights/lamps/DELETE", "Contoso.lights/lamps/DELETE")]
    public void An_operation_is_spelled_as_Azure_does_where_that_is_known(string written, string spelled) =>
        Assert.Equal(spelled, OperationSets.Spelled(written));

    [Fact]
    public void Only_the_subscription_that_is_asked_about_is_judged()
    {
        const string Other = "22222222-2222-2222-2222-222222222222";
        var input = new ObservedEstate().ToInput(
            new EstateSubscription(ObservedEstate.Subscription, "production", []), new EstateSubscription(Other, "test", []));

        var findings = new ActivityLogAlertsControl(Settings).Evaluate(input with { Only = ResourceId.Subscription(Other) }).Findings;

        Assert.Equal(ResourceId.Subscription(Other), findings.Single().Resource);
        var all = new ActivityLogAlertsControl(Settings).Evaluate(input);
        Assert.Equal(2, all.Findings.Count);
        Assert.Equal(all.Findings.Select(finding => finding.Resource), all.Judged.Order());
    }

    /// <summary>That an exemption has ended is of interest where somebody is not told.</summary>
    [Theory]
    [InlineData(true, "Somebody is told of Microsoft.KeyVault/vaults/delete.")]
    [InlineData(false, "Nobody is told of Microsoft.KeyVault/vaults/delete: no alert watches for it. Its exemption (owner team-a) expired on 2026-01-01.")]
    public void An_exemption_that_has_ended_is_told_where_it_is_missed(bool hasAlert, string reason)
    {
        var exemption = new Exemption(
            ActivityLogAlertsSettings.Id, new ResourcePattern(Subscription), "Moved", "team-a", new DateOnly(2026, 1, 1), Settings.Span);
        var estate = hasAlert ? Told().With($"{Monitoring}/activityLogAlerts/theirs", Body) : Told();

        var finding = new ActivityLogAlertsControl(Settings with { Events = [new WatchedEvent(Operation)] })
            .Evaluate(estate.ToInput() with { Exemptions = [exemption] }).Findings.Single();

        Assert.Equal(reason, finding.Reason);
    }

    [Theory]
    [InlineData(2, "Nobody is told of Microsoft.A/b1/write or Microsoft.A/b2/write: no alert watches for them.")]
    [InlineData(3, "Nobody is told of any of the 3 operations: no alert watches for them.")]
    public void Operations_are_counted_from_three_on(int count, string reason) => Assert.Equal(
        reason,
        new ActivityLogAlertsControl(Settings with { Events = [.. Enumerable.Range(1, count).Select(i => new WatchedEvent($"Microsoft.A/b{i}/write"))] })
            .Evaluate(Told().ToInput()).Findings.Single().Reason);

    [Theory]
    [InlineData(true, false, "BL2161")]
    [InlineData(false, true, "BL2160")]
    [InlineData(false, false, "BL2160, BL2161")]
    public void What_the_document_does_not_name_is_in_the_way(bool hasAction, bool hasGroup, string codes)
    {
        var settings = Settings with
        {
            ActionGroup = hasAction ? Settings.ActionGroup : null,
            ResourceGroup = hasGroup ? Settings.ResourceGroup : null,
        };

        var obstacles = new ActivityLogAlertsControl(settings).Evaluate(Told().ToInput()).Findings.Single().Obstacles;

        Assert.Equal(codes, string.Join(", ", obstacles.Select(obstacle => obstacle.Code)));
    }

    [Theory]
    [InlineData(null, "create it, or name another in controls.ActivityLogAlerts.actionGroup")]
    [InlineData("""{"properties":{"enabled":false}}""", "put it in order, or name another in controls.ActivityLogAlerts.actionGroup")]
    [InlineData("""{"properties":{"enabled":true}}""", "put it in order, or name another in controls.ActivityLogAlerts.actionGroup")]
    public void An_action_group_that_tells_nobody_is_to_be_created_or_put_in_order(string? body, string fix)
    {
        const string Other = $"{Monitoring}/actionGroups/other";
        var estate = body is null ? Told() : Told().With(Other, body);

        var obstacle = new ActivityLogAlertsControl(Settings with { ActionGroup = ResourceId.Parse(Other) })
            .Evaluate(estate.ToInput()).Findings.Single().Obstacles.Single();

        Assert.Equal(("BL2162", fix), (obstacle.Code, obstacle.Fix));
    }

    [Fact]
    public void What_forbids_all_new_alerts_is_told_once()
    {
        const string Frozen = $"{Subscription}/resourceGroups/rg-monitoring/providers/Microsoft.Authorization/locks/frozen";
        var estate = Told().With(Frozen, """{"properties":{"level":"ReadOnly"}}""");

        var obstacle = new ActivityLogAlertsControl(Settings).Evaluate(estate.ToInput()).Findings.Single().Obstacles.Single();

        Assert.Equal($"The ReadOnly lock {Frozen} forbids writes to {Subscription}/resourceGroups/rg-monitoring", obstacle.What);
    }

    [Fact]
    public void An_alert_that_is_there_is_written_as_Azure_spells_it()
    {
        var spelled = $"{Monitoring}/ActivityLogAlerts/{OwnName.ToUpperInvariant()}";
        var estate = Told().With(spelled, Body.Replace("\"enabled\":true", "\"enabled\":false", StringComparison.Ordinal));

        var changes = new ActivityLogAlertsControl(Settings with { Events = [new WatchedEvent(Operation)] }).Evaluate(estate.ToInput()).Changes;

        Assert.Equal(spelled, changes.Single().Draft.Resource);
    }

    /// <summary>A remark, and no warning: what it tells of is as the document wants it.</summary>
    [Theory]
    [InlineData(true, "theirs", "BL2060")]
    [InlineData(false, "baseline-operations", "BL2061")]
    public void What_is_said_beside_the_verdicts_is_no_warning(bool rulePerOperation, string name, string code)
    {
        var several = BodyOf(
            Subscription, $$"""{"anyOf":[{{OperationLeaf(Operation)}},{{OperationLeaf("Microsoft.KeyVault/vaults/write")}}]}""", Group);
        var estate = Told().With($"{Monitoring}/activityLogAlerts/{name}", several);
        estate = rulePerOperation ? estate : estate.With($"{Monitoring}/activityLogAlerts/{OwnName}", Body);

        var notice = new ActivityLogAlertsControl(Settings with { RulePerOperation = rulePerOperation })
            .Evaluate(estate.ToInput()).Notices.Single();

        Assert.Equal((code, false), (notice.Code, notice.IsWarning));
    }

    /// <summary>Lists of receivers are known by their names, in any letter case; who has switched it off is told nothing.</summary>
    [Theory]
    [InlineData("""{"emailRECEIVERS":[{"name":"a"}]}""", ComplianceState.Compliant)]
    [InlineData("""{"emailReceivers":[{"name":"a","status":"Enabled"}]}""", ComplianceState.Compliant)]
    [InlineData("""{"emailReceivers":[{"name":"a","status":"DISABLED"}]}""", ComplianceState.Noncompliant)]
    [InlineData("""{"notes":[{"name":"a"}]}""", ComplianceState.Noncompliant)]
    public void An_action_group_tells_receivers_that_are_on(string group, ComplianceState state)
    {
        var estate = new ObservedEstate().With(Group, $$"""{"properties":{{group}}}""")
            .With($"{Monitoring}/activityLogAlerts/theirs", Body);

        Assert.Equal(state, Judged(estate, Operation).State);
    }

    [Fact]
    public void What_is_exempt_is_neither_told_nor_counted_and_is_explained()
    {
        var estate = Told().With($"{Monitoring}/activityLogAlerts/theirs", Body);
        var input = estate.ToInput() with
        {
            Exemptions = [Exempt("Microsoft.A/b/write", new DateOnly(2027, 1, 1))],
            Only = ResourceId.Parse(Subscription),
        };

        var said = new ActivityLogAlertsControl(Of(Operation, "Microsoft.A/b/write")).Evaluate(input);

        Assert.Equal($"Somebody is told of {Operation}.", said.Findings.Single().Reason);
        Assert.Contains(
            new EvidenceStep(0, $"{Subscription} Microsoft.A/b/write", "Exempt until 2027-01-01 (team-a): Moved"), said.Evidence);
    }

    [Fact]
    public void That_an_exemption_of_an_event_has_ended_is_told_where_nobody_is_told_of_the_event()
    {
        var estate = Told().With($"{Monitoring}/activityLogAlerts/theirs", Body);
        var ended = new DateOnly(2026, 1, 1);
        var input = estate.ToInput() with { Exemptions = [Exempt(Operation, ended), Exempt("Microsoft.A/b/write", ended)] };

        Assert.Equal(
            [
                "Alert \"theirs\" tells action group ag.",
                "No alert watches for it. Its exemption (owner team-a) expired on 2026-01-01.",
            ],
            new ActivityLogAlertsControl(Of(Operation, "Microsoft.A/b/write")).Evaluate(input).Findings.Single().Details
                .Select(detail => detail.Reason));
    }

    [Fact]
    public void Events_that_are_alike_are_told_together_with_why()
    {
        var both = $$"""{"anyOf":[{{OperationLeaf("Microsoft.A/b/write")}},{{OperationLeaf("Microsoft.A/c/write")}}]}""";
        var unread = Told().Hiding(OtherGroup).With($"{Monitoring}/activityLogAlerts/x", BodyOf(Subscription, both, OtherGroup))
            .With($"{Monitoring}/activityLogAlerts/theirs", Body);
        var off = Told().With(
            $"{Monitoring}/activityLogAlerts/x",
            BodyOf(Subscription, both, Group).Replace("\"enabled\":true", "\"enabled\":false", StringComparison.Ordinal));

        Assert.Equal(
            "Whether somebody is told of Microsoft.A/b/write and Microsoft.A/c/write is not known: the action group other could not be "
                + "read (403 AuthorizationFailed), which alert \"x\" tells.",
            Judged(unread, Operation, "Microsoft.A/b/write", "Microsoft.A/c/write").Reason);
        Assert.Equal(
            "Nobody is told of Microsoft.A/b/write or Microsoft.A/c/write: alert \"x\" is switched off.",
            Judged(off, "Microsoft.A/b/write", "Microsoft.A/c/write").Reason);
    }

    [Fact]
    public void The_tools_own_alerts_are_known_in_any_letter_case()
    {
        var all = BodyOf(Subscription, $$"""{"anyOf":[{{OperationLeaf(Operation)}}]}""", Group);
        var estate = Told().With($"{Monitoring}/activityLogAlerts/BASELINE-Operations", all)
            .With($"{Monitoring}/activityLogAlerts/{OwnName}", Body);
        var settings = Of(Operation) with { RulePerOperation = false, ResourceGroup = "RG-Monitoring" };

        Assert.Equal("BL2061", new ActivityLogAlertsControl(settings).Evaluate(estate.ToInput()).Notices.Single().Code);
    }

    private static ActivityLogAlertsSettings Of(params string[] operations) =>
        Settings with { Events = [.. operations.Select(operation => new WatchedEvent(operation))] };

    private static Finding Judged(ObservedEstate estate, params string[] operations) =>
        new ActivityLogAlertsControl(Of(operations)).Evaluate(estate.ToInput()).Findings.Single();

    private static Exemption Exempt(string part, DateOnly expires) =>
        new(ActivityLogAlertsSettings.Id, new ResourcePattern(Subscription), "Moved", "team-a", expires, Settings.Span) { Part = part };

    private static ObservedEstate Told() =>
        new ObservedEstate().With(Group, """{"properties":{"enabled":true,"webhookReceivers":[{"name":"w"}]}}""");

    private static string Starter(ObservedEstate estate)
    {
        var input = estate.ToInput(new EstateSubscription(ObservedEstate.Subscription, "production", []));
        return Definition.Starter(input.Estate, input.Scope, input.AsOf);
    }

    private static string Telling(string group) =>
        $$$$"""{"properties":{"actions":{"actionGroups":[{"actionGroupId":"{{{{group}}}}"}]}}}""";

    private static string? Why(ActivityLogAlertsSettings settings, SavedWrite saved)
    {
        var control = new ActivityLogAlertsControl(settings);
        var plan = new SavedPlan([saved], new ObservedEstate().ToInput().Estate, [.. settings.OwnNames], new HashSet<ResourceId>());
        return control.WhyNotAsked(saved, plan) ?? control.WhyNotWanted(saved, plan);
    }

    private static SavedWrite Saved(string name, string body, ChangeAction action) => new(
        "c1", action, new ArmWrite(Type, "PUT", $"{Monitoring}/activityLogAlerts/{name}", "2020-10-01", ObservedEstate.Json(body)), []);

    private static PropertyChange Told(int index, string group) => new(
        $"properties.actions.actionGroups[{index}].actionGroupId", default, ObservedEstate.Json(JsonValue.Create(group).ToJsonString()));

    private static string OperationLeaf(string operation) => $$"""{"field":"operationName","equals":"{{operation}}"}""";

    private static string BodyOf(string scope, string leaves, string group, string category = "Administrative") =>
        $$$"""
        {"location":"Global","properties":{"enabled":true,"scopes":["{{{scope}}}"],
         "condition":{"allOf":[{"field":"category","equals":"{{{category}}}"},{{{leaves}}}]},
         "actions":{"actionGroups":[{"actionGroupId":"{{{group}}}"}]} } }
        """;
}
