using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor008;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls.Monitor008;

/// <summary>What the control judges, owns and leaves out where a rule is about one type, of which not everything could be read.</summary>
public sealed class Monitor008ControlTests
{
    private const string Subscription = $"/subscriptions/{ObservedEstate.Subscription}";
    private const string Search = $"{ObservedEstate.Group}/Microsoft.Search/searchServices/srch-a";
    private const string Other = $"{ObservedEstate.Group}/Microsoft.Search/searchServices/srch-b";
    private const string Server = $"{ObservedEstate.Group}/Microsoft.Sql/servers/sql-a";
    private const string Station = $"{ObservedEstate.Group}/Contoso.Weather/stations/st-a";

    // It is known to have logs, and no list of them is public.
    private const string Listed = $"{ObservedEstate.Group}/microsoft.cloudtest/hostedpools/x";

    private const string Settings = "providers/microsoft.insights/diagnosticSettings";
    private const string Categories = "providers/microsoft.insights/diagnosticSettingsCategories";
    private const string Body = """{"type":"Microsoft.Search/searchServices","location":"westeurope"}""";

    private static readonly EstateSubscription Deleted = new(ObservedEstate.Subscription, "gone", [], State: "Deleted");
    private static readonly Monitor008Control Control = Of("Microsoft.Search/searchServices");
    private static readonly string[] Nothing = [];

    [Fact]
    public void It_judges_the_types_of_its_rules_alone() => Assert.Equal(["Microsoft.Search/searchServices"], Of("Microsoft.Search/searchServices").JudgedTypes);

    [Theory]
    [InlineData(TypeNames.DiagnosticSetting, Search, true)]
    [InlineData(TypeNames.DiagnosticSetting, Server, false)]
    [InlineData(TypeNames.Lock, Search, false)]
    [InlineData(TypeNames.DiagnosticSetting, ObservedEstate.Group + "/Microsoft.Search/searchServices", false)]
    public void It_owns_the_settings_of_those_and_nothing_else(string type, string owner, bool isOwned) => Assert.Equal(
        isOwned,
        Control.Owns(
            new ArmWrite(type, "PUT", $"{owner}/{Settings}/s", "2021-05-01-preview", ObservedEstate.Json("{}")), ResourceId.Parse(owner)));

    [Theory]
    [InlineData(Subscription)]
    [InlineData($"{Subscription}/resources")]
    public void A_subscription_that_could_not_be_read_is_unknown_unless_it_is_deleted(string id)
    {
        var estate = new ObservedEstate().Hiding(id);

        Assert.Equal([$"{Subscription}: Unknown"], Found(Control, estate.ToInput()));
        Assert.Equal(Nothing, Found(Control, estate.ToInput(Deleted)));
    }

    [Fact]
    public void Only_the_resource_that_is_asked_for_is_judged_and_what_could_not_be_read_of_others_is_left_out()
    {
        var estate = new ObservedEstate().With(Search, Body).With(Other, Body)
            .Hiding($"{ObservedEstate.Group}/Microsoft.Search/searchServices/x");

        Assert.Equal(3, Control.Evaluate(estate.ToInput()).Findings.Count);
        Assert.Equal([$"{Search}: Noncompliant"], Found(Control, estate.ToInput() with { Only = ResourceId.Parse(Search) }));
    }

    [Fact]
    public void A_resource_that_is_exempt_is_explained_and_what_it_exports_to_receives_nothing_that_counts()
    {
        var estate = new ObservedEstate().WithAccount().With(Search, Body).With(
            $"{Search}/{Settings}/s",
            $$"""{"properties":{"storageAccountId":"{{ObservedEstate.Account}}","logs":[{"categoryGroup":"allLogs","enabled":true}] } }""");
        var exempt = estate.ToInput() with { Exemptions = [Exemption("Monitor-008", Search)], Only = ResourceId.Parse(Search) };

        Assert.NotEmpty(Control.Receivers(estate.ToInput()));
        Assert.Empty(Control.Receivers(exempt));
        Assert.Equal([$"{Search}: Exempt"], Found(Control, exempt));
        Assert.Contains(Control.Evaluate(exempt).Evidence, step => step.Text.Contains("OperationLogs", StringComparison.Ordinal));
    }

    [Fact]
    public void A_type_that_is_not_known_is_told_as_its_id_spells_it_where_no_body_does()
    {
        var estate = new ObservedEstate().With(Station).With($"{Station}/{Categories}/Storms");

        Assert.Contains(
            Of("*").Evaluate(estate.ToInput()).Notices,
            notice => notice is { Code: "BL2050", IsWarning: false }
                && notice.Text.Contains("contoso.weather/stations (1 resource)", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_type_that_is_not_known_a_failed_read_above_leaves_nothing_open()
    {
        var estate = new ObservedEstate().With(Station).With(Listed).Hiding(Subscription);

        Assert.Equal([$"{Subscription}: Unknown", $"{Listed}: Unknown"], Found(Of("*"), estate.ToInput()));
    }

    [Theory]
    [InlineData(400, "ResourceTypeNotSupported", Settings, "Unknown")]
    [InlineData(400, "ResourceTypeNotSupported", Categories + "/OperationLogs", "Noncompliant")]
    [InlineData(400, "ResourceTypeNotSupported", Categories, null)]
    public void A_resource_has_no_logs_only_where_the_list_of_its_categories_says_so(int status, string code, string list, string? state)
    {
        var id = ResourceId.Parse($"{Search}/{list}");
        var read = new ObservedEstate().With(Search, Body).ToEstate();
        var estate = new Estate("azure", null, read.Subscriptions, read.Resources, [new UnreadableResource(id, status, code)]);

        Assert.Equal(
            state is null ? Nothing : [$"{Search}: {state}"],
            Found(Control, new ObservedEstate().ToInput() with { Estate = estate }));
    }

    [Theory]
    [InlineData("Microsoft.Search/searchServices", Search, true)]
    [InlineData("Microsoft.Search/searchServices", Server, false)]
    [InlineData("Microsoft.Sql/servers", Server + "/databases", true)]
    [InlineData("Microsoft.Search/searchServices", Server + "/databases", false)]
    [InlineData("Microsoft.Sql/servers", Server + "/firewallRules", false)]
    [InlineData("*", ObservedEstate.Group + "/Microsoft.Sql/servers", false)]
    [InlineData("*", Server + "/providers/Microsoft.Search/searchServices", false)]
    [InlineData("Microsoft.Search/searchServices", Subscription + "/providers/Microsoft.Search/searchServices/srch-a", true)]
    [InlineData("Microsoft.Storage/storageAccounts", ObservedEstate.Account, true)]
    [InlineData("Microsoft.Storage/storageAccounts/blobServices", ObservedEstate.Account, true)]
    [InlineData("Microsoft.Search/searchServices", ObservedEstate.Account, false)]
    [InlineData("Microsoft.Storage/storageAccounts", ObservedEstate.Account + "/blobServices/default", true)]
    public void What_could_not_be_read_is_unknown_where_a_rule_is_about_it(string type, string id, bool isUnknown)
    {
        var resource = ResourceId.Parse(id);
        var about = resource.IsList ? resource.Parent : resource;

        Assert.Equal(isUnknown ? [$"{about}: Unknown"] : Nothing, Found(Of(type), new ObservedEstate().Hiding(id).ToInput()));
        Assert.Equal(Nothing, Found(Of(type), new ObservedEstate().Hiding(id).ToInput(Deleted)));
    }

    [Theory]
    [InlineData(Search, "The resource could not be read (403 AuthorizationFailed).")]
    [InlineData(
        Server + "/databases",
        "What hangs beneath it (databases) could not be read (403 AuthorizationFailed), so nothing is known about its logs.")]
    public void It_is_told_whether_a_resource_could_not_be_read_or_what_hangs_beneath_it(string id, string reason) => Assert.Equal(
        reason, Assert.Single(Of("*").Evaluate(new ObservedEstate().Hiding(id).ToInput()).Findings).Reason);

    [Fact]
    public void Resources_of_a_type_that_is_not_known_are_counted_together_however_it_is_spelled()
    {
        const string other = $"{ObservedEstate.Group}/Contoso.Weather/stations/st-b";
        var estate = new ObservedEstate()
            .With(Station, """{"type":"Contoso.Weather/stations"}""").With($"{Station}/{Categories}/Storms")
            .With(other, """{"type":"contoso.weather/STATIONS"}""").With($"{other}/{Categories}/Storms");

        Assert.Contains(
            "Contoso.Weather/stations (2 resources)",
            Assert.Single(Of("*").Evaluate(estate.ToInput()).Notices, notice => notice.Code == "BL2050").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_holds_a_category_in_whatever_letter_case_either_is_spelled() =>
        Assert.True(new OfferedLog("OperationLogs", ["ALLLOGS"], IsCharged: false, null).IsIn(WantedLogs.AllLogs));

    [Fact]
    public void A_resource_that_was_listed_and_could_not_be_read_is_found_once() =>
        Assert.Equal([$"{Search}: Unknown"], Found(Control, new ObservedEstate().With(Search, Body).Hiding(Search).ToInput()));

    [Theory]
    [InlineData(ObservedEstate.Account)]
    [InlineData($"{ObservedEstate.Account}/blobServices/default")]
    public void An_account_that_was_listed_and_could_not_be_read_or_its_service_could_not_is_found_once(string id)
    {
        var estate = new ObservedEstate().WithAccount("""{"location":"westeurope","kind":"BlobStorage"}""").Hiding(id);

        Assert.Equal(
            [$"{ObservedEstate.Account}/blobServices/default: Unknown"], Found(Of("Microsoft.Storage/storageAccounts"), estate.ToInput()));
    }

    [Fact]
    public void The_tags_of_a_resource_group_exclude_nothing_that_lies_in_it()
    {
        var read = new ObservedEstate().With(Search, Body)
            .With($"{Subscription}/resourceGroups/{ResourceId.Parse(Search).ResourceGroup}", """{"tags":{"logs":"none"}}""");
        var estate = read.ToEstate();
        var exclusion = new Exclusion(null, "logs", null, null);

        Assert.Equal(
            [$"{Search}: Noncompliant"],
            Found(Control, read.ToInput() with { Scope = new EstateScope(new ScopeSettings(true, [], [], [exclusion]), estate) }));
    }

    [Theory]
    [InlineData(Search, Settings + "/s", ObservedEstate.Account, "OperationLogs", "could not be read (403 AuthorizationFailed)")]
    [InlineData(Search, Settings + "/s", "", "s", "does not export OperationLogs")]
    [InlineData(Station, Categories, "", Station, "its type is known to have no logs")]
    public void A_verdict_is_explained_whatever_is_missing(string id, string what, string hidden, string subject, string text)
    {
        var estate = new ObservedEstate().With(id);
        var setting = hidden.Length == 0
            ? """{"properties":{"logs":[]}}"""
            : $$"""{"properties":{"storageAccountId":"{{hidden}}","logs":[{"categoryGroup":"allLogs","enabled":true}] } }""";
        estate = what == Categories ? estate.Hiding($"{id}/{what}") : estate.With($"{id}/{what}", setting);
        estate = hidden.Length == 0 ? estate : estate.Hiding(hidden);

        var evidence = Of("*").Evaluate(estate.ToInput() with { Only = ResourceId.Parse(id) }).Evidence;

        Assert.Contains(evidence, step => step.Where.Contains(subject, StringComparison.Ordinal)
            && step.Text.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>A row is of use where it is on, and of a category or a group that may be wanted.</summary>
    [Theory]
    [InlineData("""{"category":"operationlogs","enabled":true}""", true)]
    [InlineData("""{"categoryGroup":"allLogs","enabled":true}""", true)]
    [InlineData("""{"category":"OperationLogs","enabled":false}""", false)]
    [InlineData("""{"category":"OtherLogs","enabled":true}""", false)]
    [InlineData("", false)]
    public void A_setting_of_a_saved_plan_exports_something_that_is_wanted(string rows, bool isWanted)
    {
        var write = new SavedWrite(
            "c1",
            ChangeAction.Update,
            new ArmWrite(
                TypeNames.DiagnosticSetting,
                "PUT",
                $"{Search}/{Settings}/s",
                "2021-05-01-preview",
                ObservedEstate.Json($$"""{"properties":{"storageAccountId":"{{ObservedEstate.Account}}","logs":[{{rows}}] } }""")),
            []);

        var why = Of("Microsoft.Search/searchServices", WantedLogs.Named(["OperationLogs"])).WhyNotWanted(
            write, new SavedPlan([write], new ObservedEstate().ToEstate(), ["s"], new HashSet<ResourceId>()));

        Assert.Equal(isWanted ? null : "It switches on OperationLogs, and s would export none of it.", why);
    }

    /// <summary>
    /// Where everything is wanted, the group of what shows who did what is too little; where that is wanted, any group may hold it.
    /// </summary>
    [Theory]
    [InlineData(WantedLogs.AllLogs, "allLogs", null)]
    [InlineData(WantedLogs.AllLogs, "audit", "It switches on allLogs, and properties.logs[audit].enabled would be another.")]
    [InlineData(WantedLogs.AllLogs, "AUDIT", "It switches on allLogs, and properties.logs[AUDIT].enabled would be another.")]
    [InlineData(WantedLogs.Audit, "audit", null)]
    [InlineData(WantedLogs.Audit, "allLogs", null)]
    public void A_saved_plan_switches_on_groups_that_hold_what_is_wanted(string wanted, string group, string? why)
    {
        var control = Of("Microsoft.Search/searchServices", WantedLogs.OfGroup(wanted));
        var body = $$"""
            {"properties":{"storageAccountId":"{{ObservedEstate.Account}}","logs":[{"categoryGroup":"{{group}}","enabled":true}] } }
            """;

        Assert.Equal(why, WhyNotWanted(control, $"{Search}/{Settings}/s", body, $"logs[{group}].enabled"));
    }

    [Theory]
    [InlineData($"{Search}/{Settings}/s", "It exports logs to where the document lets them count, and this goes elsewhere.")]
    [InlineData($"{ObservedEstate.Vault}/{Settings}/s", "No rule of the document is about resources of this type.")]
    [InlineData("${c1.id}", "No rule of the document is about resources of this type.")]
    public void A_saved_plan_exports_where_a_rule_lets_logs_count(string setting, string why)
    {
        const string ToWorkspace = $$"""
            {"properties":{"workspaceId":"{{ObservedEstate.Group}}/Microsoft.OperationalInsights/workspaces/law",
             "logs":[{"categoryGroup":"allLogs","enabled":true}] } }
            """;

        Assert.Equal(why, WhyNotWanted(Of("Microsoft.Search/searchServices"), setting, ToWorkspace));
    }

    private static string? WhyNotWanted(Monitor008Control control, string setting, string body, params string[] altered)
    {
        var write = new SavedWrite(
            "c1",
            ChangeAction.Update,
            new ArmWrite(TypeNames.DiagnosticSetting, "PUT", setting, "2021-05-01-preview", ObservedEstate.Json(body)),
            [.. altered.Select(path => new PropertyChange($"properties.{path}", default, ObservedEstate.Json("true")))]);
        return control.WhyNotWanted(write, new SavedPlan([write], new ObservedEstate().ToEstate(), ["s"], new HashSet<ResourceId>()));
    }

    private static IEnumerable<string> Found(Monitor008Control control, EvaluationInput input) =>
        control.Evaluate(input).Findings.Select(finding => $"{finding.Resource}: {finding.State}");

    private static Exemption Exemption(string control, string resource) => new(
        control, new ResourcePattern(resource), "reason", "team", new DateOnly(2026, 12, 31), new SourceSpan("baseline.yaml", 1, 1));

    private static Monitor008Control Of(string type) => Of(type, WantedLogs.OfGroup(WantedLogs.AllLogs));

    private static Monitor008Control Of(string type, WantedLogs logs) => new(new Monitor008Settings(
        [
            new LogRule(
                "controls.Monitor-008.rules[0]",
                [new TypePattern(type)],
                logs,
                new DestinationSettings("controls.Monitor-008.rules[0].destination") { Kinds = [SinkKind.StorageAccount] }),
        ],
        [],
        Monitor008Settings.DefaultSettingName,
        ExportsCharged: true,
        new SourceSpan("baseline.yaml", 1, 1)));
}
