using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What is said, word for word, about a destination that Azure would refuse beside the storage account of a setting.</summary>
public sealed class OtherDestinationTests
{
    private const string Elsewhere = "22222222-2222-2222-2222-222222222222";
    private const string Here = "aaaaaaaa-0000-0000-0000-000000000001";
    private const string There = "aaaaaaaa-0000-0000-0000-000000000002";
    private const string Workspace = $"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces/law";
    private const string Namespace = $"{ObservedEstate.Group}/Microsoft.EventHub/namespaces/ns";
    private const string Rule = $"{Namespace}/authorizationRules/send";
    private const string FarGroup = $"/subscriptions/{Elsewhere}/resourceGroups/rg/providers";
    private const string FarWorkspace = $"{FarGroup}/Microsoft.OperationalInsights/workspaces/law";
    private const string FarNamespace = $"{FarGroup}/Microsoft.EventHub/namespaces/ns";
    private const string FarRule = $"{FarNamespace}/authorizationRules/send";
    private const string Partner = $"{FarGroup}/Microsoft.Datadog/monitors/dd";

    private static readonly ResourceId Vault = ResourceId.Parse(ObservedEstate.Vault);
    private static readonly ResourceId Account = ResourceId.Parse(ObservedEstate.Account);

    [Theory]
    [InlineData("""["Listen","Manage","Send"]""", null)]
    [InlineData("""["send","MANAGE","listen"]""", null)]
    [InlineData("[]", null)]
    [InlineData("""["Manage","Send"]""", "Manage, Send")]
    [InlineData("""["Listen","Send"]""", "Listen, Send")]
    [InlineData("""["Listen","Manage"]""", "Listen, Manage")]
    public void The_rule_of_an_event_hub_gives_all_rights(string rights, string? only)
    {
        var estate = Hub("westeurope", $$$"""{"properties":{"rights":{{{rights}}}}}""");

        Assert.Equal(
            only is null ? null : new Obstacle(
                "BL2132",
                $"Authorization rule {Rule}, named by setting \"s\", has the rights {only} only",
                "give it Manage, Send and Listen, which Azure wants of the rule of a diagnostic setting"),
            ObstacleOf(estate, $$"""{"eventHubAuthorizationRuleId":"{{Rule}}"}"""));
    }

    [Fact]
    public void An_event_hub_lies_in_the_region_of_the_vault_and_an_account_too()
    {
        const string What = ", given by {0}, lies in region northeurope, and a resource in westeurope can only export to {1} in westeurope";

        Assert.Equal(
            new Obstacle("BL2110", Namespace + Text(What, "setting \"s\"", "an event hub"), "name an event hub there"),
            ObstacleOf(Hub("northeurope", "{}"), $$"""{"eventHubAuthorizationRuleId":"{{Rule}}"}"""));
        Assert.Equal(
            new Obstacle("BL2110", Account + Text(What, "here", "an account"), "name an account there"),
            ObstacleOfAccount(new ObservedEstate().WithAccount("""{"location":"northeurope"}""")));
    }

    [Fact]
    public void The_first_destination_that_is_in_the_way_is_told()
    {
        Assert.Equal(Missing(Workspace), ObstacleOf(new ObservedEstate(), Both));
        Assert.Equal(Missing(Rule), ObstacleOf(new ObservedEstate().With(Workspace), Both));
        Assert.Null(ObstacleOf(Hub("westeurope", "{}").With(Workspace), Both));
    }

    [Fact]
    public void A_workspace_may_lie_in_any_region() =>
        Assert.Null(ObstacleOf(
            new ObservedEstate().With(Workspace, """{"location":"northeurope"}"""), $$"""{"workspaceId":"{{Workspace}}"}"""));

    [Theory]
    [InlineData("workspaceId", FarWorkspace, true)]
    [InlineData("eventHubAuthorizationRuleId", FarRule, true)]
    [InlineData("marketplacePartnerId", Partner, false)]
    public void A_destination_in_another_tenant_is_out_of_reach_but_a_partner_is_not_known(string member, string id, bool isTold)
    {
        var estate = new ObservedEstate().With(FarWorkspace).With(FarNamespace, """{"location":"westeurope"}""").With(FarRule);

        Assert.Equal(
            !isTold ? null : new Obstacle(
                "BL2112",
                $"{id} lies in tenant {There}, and {Vault} in {Here}, and neither subscription is delegated to the other's tenant",
                "name a destination of the same tenant, or delegate the subscription (Azure Lighthouse)"),
            ObstacleOf(estate, $$"""{"{{member}}":"{{id}}"}"""));
    }

    /// <summary>Azure would look at it and may refuse it, so it is as much in the way as an account that could not be read.</summary>
    [Theory]
    [InlineData("workspaceId", FarWorkspace, FarWorkspace)]
    [InlineData("workspaceId", Workspace, Workspace)]
    [InlineData("eventHubAuthorizationRuleId", FarRule, FarNamespace)]
    [InlineData("eventHubAuthorizationRuleId", FarRule, FarRule)]
    [InlineData("eventHubAuthorizationRuleId", Rule, Rule)]
    public void What_could_not_be_read_is_in_the_way_and_leaves_the_run_incomplete(string member, string id, string hidden) =>
        Assert.Equal(Unread(id), ObstacleOf(Readable(except: hidden), $$"""{"{{member}}":"{{id}}"}"""));

    [Fact]
    public void A_partner_of_which_nothing_can_be_read_is_in_nobodys_way() =>
        Assert.Null(ObstacleOf(new ObservedEstate().Hiding(Partner), $$"""{"marketplacePartnerId":"{{Partner}}"}"""));

    [Fact]
    public void What_is_known_to_be_refused_is_told_before_what_could_not_be_read() =>
        Assert.Equal(Missing(Rule), ObstacleOf(new ObservedEstate().With(Namespace).Hiding(Workspace), Both));

    [Fact]
    public void A_destination_that_the_setting_loses_is_not_looked_at()
    {
        var setting = Setting(Both);
        var context = ContextOf(new ObservedEstate().Hiding(Workspace).With(Namespace).Hiding(Rule));

        Assert.Null(Destination.ObstacleOfOthers(context, Vault, "westeurope", setting, [.. setting.OtherDestinations]));
        Assert.Equal(Unread(Workspace), Destination.ObstacleOfOthers(context, Vault, "westeurope", setting));
        Assert.Equal(Unread(Rule), Destination.ObstacleOfOthers(context, Vault, "westeurope", setting, [.. setting.OtherDestinations.Where(sink => sink.Text == Workspace)]));
    }

    [Fact]
    public void An_account_that_could_not_be_read_or_is_gone_is_told_word_for_word()
    {
        var gone = new Obstacle("BL2109", $"{Account}, given by here, does not exist", "create it, or name another account");
        var group = ObservedEstate.Group.Replace("/providers", "", StringComparison.Ordinal);

        Assert.Equal(
            new Obstacle(
                "BL2107",
                $"{Account}, given by here, could not be read (403 AuthorizationFailed)",
                "grant read access to it",
                Incomplete: true),
            ObstacleOfAccount(new ObservedEstate().Hiding(ObservedEstate.Account)));
        Assert.Equal(gone, ObstacleOfAccount(new ObservedEstate().With(group)));
        Assert.Equal(gone, ObstacleOfAccount(new ObservedEstate().With(Workspace)));
        Assert.Equal(
            gone with { What = $"{gone.What}, nor does its resource group rg-logs" }, ObstacleOfAccount(new ObservedEstate()));
    }

    [Fact]
    public void Two_settings_that_send_the_same_to_one_place_are_in_each_others_way() =>
        Assert.Equal(
            new Obstacle(
                "BL2114",
                "Setting \"s\" already sends AuditEvent to the same destination, and Azure allows that once",
                "change or delete setting \"s\""),
            SinkConflict.ObstacleOf(Setting("{}"), "AuditEvent"));

    [Fact]
    public void What_keeps_a_named_destination_from_use_has_its_code()
    {
        var workspace = new LogTarget(Sink.OfWorkspace(ResourceId.Parse(Workspace)), "here");
        var hub = new LogTarget(Sink.OfEventHub(ResourceId.Parse(Rule), null), "here");

        Assert.Equal(
            new Obstacle("BL2109", $"{Workspace}, given by here, does not exist", "create it, or name another workspace"),
            ObstacleOfTarget(new ObservedEstate().With(Namespace), Vault, workspace));
        Assert.Equal(
            new Obstacle(
                "BL2107", $"{Workspace}, given by here, could not be read (403 AuthorizationFailed)", "grant read access to it", Incomplete: true),
            ObstacleOfTarget(new ObservedEstate().Hiding(Workspace), Vault, workspace));
        Assert.Equal(
            new Obstacle(
                "BL2133",
                $"{Namespace}, given by here, would export its logs to itself, and each event written would be an event to log",
                "name another event hub"),
            ObstacleOfTarget(Hub("westeurope", "{}"), ResourceId.Parse(Namespace), hub));
        Assert.Null(ObstacleOfTarget(Hub("westeurope", "{}"), Vault, hub));
    }

    private static Obstacle? ObstacleOfTarget(ObservedEstate estate, ResourceId owner, LogTarget target) =>
        TargetObstacles.Of(ContextOf(estate), owner, "westeurope", target);

    private const string Both = $$"""{"workspaceId":"{{Workspace}}","eventHubAuthorizationRuleId":"{{Rule}}"}""";

    private static string Text(string format, params object[] values) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, format, values);

    private static ObservedEstate Hub(string region, string rule) =>
        new ObservedEstate().With(Namespace, $$"""{"location":"{{region}}"}""").With(Rule, rule);

    private static ObservedEstate Readable(string except)
    {
        var estate = new ObservedEstate().Hiding(except);
        foreach (var id in (string[])[Workspace, Namespace, Rule, FarNamespace, FarRule])
        {
            estate = id == except ? estate : estate.With(id, """{"location":"westeurope"}""");
        }

        return estate;
    }

    private static Obstacle Unread(string id) => new(
        "BL2107", $"{id}, given by setting \"s\", could not be read (403 AuthorizationFailed)", "grant read access to it", Incomplete: true);

    private static Obstacle Missing(string id) => new(
        "BL2131",
        $"Setting \"s\" names {id} as well, which does not exist, and Azure takes no setting that names it",
        "correct or delete setting \"s\"");

    private static DiagnosticSetting Setting(string properties) => new(ObservedEstate.Resource(
        $"{ObservedEstate.Vault}/providers/Microsoft.Insights/diagnosticSettings/s", $$"""{"properties":{{properties}}}"""));

    private static Obstacle? ObstacleOf(ObservedEstate estate, string properties) =>
        Destination.ObstacleOfOthers(ContextOf(estate), Vault, "westeurope", Setting(properties));

    private static Obstacle? ObstacleOfAccount(ObservedEstate estate) =>
        Destination.ObstacleOf(ContextOf(estate), Vault, "westeurope", Account, "here");

    private static ControlContext ContextOf(ObservedEstate estate) => estate.ToContext([
        new EstateSubscription(ObservedEstate.Subscription, "here", [], Here),
        new EstateSubscription(Elsewhere, "there", [], There),
    ]);
}
