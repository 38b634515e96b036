using Baseline.Azure;
using Baseline.Estates;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

public sealed class ManagementGroupTests
{
    private const string Groups = "/providers/Microsoft.Management/managementGroups";

    private static readonly EstateRequest Contoso =
        new(false, [ResourceId.ManagementGroup("contoso")], [], new EstateNeeds(false, true), []);

    private readonly ScriptedAzure _azure = Empty()
        .OnGet("/subscriptions", Reply.List(Subscription(Sub)))
        .OnGet($"{Groups}/contoso", Reply.Ok(Resource($"{Groups}/contoso")))
        .OnGet($"{Groups}/contoso/descendants", Reply.List(
            Child($"{Groups}/corp", "contoso"), Child($"{Groups}/empty", "contoso"),
            Child($"/subscriptions/{Sub}", "corp"), Child($"/subscriptions/{Other}", "contoso")))
        .OnGet($"{Groups}/contoso{Settings}", Reply.List(Resource($"{Groups}/contoso{Settings}/s")))
        .OnGet($"{Groups}/corp{Settings}", Reply.Error(403, "AuthorizationFailed"))
        .OnGet($"{Groups}/empty{Settings}", Reply.List());

    [Fact]
    public async Task Subscriptions_know_the_groups_above_them_the_nearest_first()
    {
        _azure.OnGet($"/subscriptions/{Other}", Reply.Ok(Subscription(Other, "Logs")));

        var estate = await ReadAsync(_azure, Contoso);

        Assert.Equal(["corp", "contoso"], estate.Subscription(Sub)?.ManagementGroups);
        Assert.Equal(["contoso"], estate.Subscription(Other)?.ManagementGroups);
        Assert.Equal(0, _azure.Count("GET", SubPath));
    }

    [Fact]
    public async Task Settings_of_the_group_and_of_those_beneath_it_are_read()
    {
        var estate = await ReadAsync(_azure, Contoso);

        Assert.Single(estate.List(ResourceId.ManagementGroup("contoso"), "microsoft.insights/diagnosticSettings").Resources);
        Assert.Equal(403, estate.List(ResourceId.ManagementGroup("corp"), "microsoft.insights/diagnosticSettings").Unreadable?.Status);
        Assert.Equal(1, _azure.Count("GET", $"{Groups}/empty{Settings}"));
    }

    [Fact]
    public async Task A_subscription_under_the_group_that_can_not_be_read_stays_in_scope_and_unknown()
    {
        _azure.OnGet($"/subscriptions/{Other}", Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync(_azure, Contoso);

        Assert.Equal(["contoso"], estate.Subscription(Other)?.ManagementGroups);
        Assert.Equal(403, estate.UnreadableAt(ResourceId.Subscription(Other))?.Status);
        Assert.Equal(0, _azure.Count("GET", $"/subscriptions/{Other}{Settings}"));
    }

    [Fact]
    public async Task A_group_whose_descendants_are_not_all_known_is_unreadable_as_a_whole()
    {
        _azure.OnGet(
            $"{Groups}/contoso/descendants", Reply.Page($"https://management.azure.com{Groups}/contoso/descendants?p=2", Child($"/subscriptions/{Sub}", "contoso")));
        _azure.OnGet($"{Groups}/contoso/descendants?p=2", Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync(_azure, Contoso);

        Assert.Equal(Presence.Unknown, estate.Find(ResourceId.ManagementGroup("contoso")).Presence);
        Assert.Empty(estate.Subscriptions);
    }

    [Fact]
    public async Task A_group_that_is_refused_is_unreadable()
    {
        _azure.OnGet($"{Groups}/contoso", Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync(_azure, Contoso);

        Assert.Equal(403, estate.UnreadableAt(ResourceId.ManagementGroup("contoso"))?.Status);
    }

    [Fact]
    public async Task A_tenant_is_read_with_all_its_groups()
    {
        _azure.OnGet("/subscriptions", Reply.List(Subscription(Sub), Subscription(Other)));
        _azure.OnGet(Groups, Reply.List(Resource($"{Groups}/contoso"), Resource($"{Groups}/corp")));

        var estate = await ReadAsync(_azure, new EstateRequest(true, [], [], new EstateNeeds(false, true), []));

        Assert.Equal([Sub, Other], estate.Subscriptions.Select(subscription => subscription.Id));
        Assert.Equal(["corp", "contoso"], estate.Subscription(Sub)?.ManagementGroups);
        Assert.Equal(3, estate.OfType("microsoft.management/managementgroups").Count);
    }

    private static string Child(string id, string parent) =>
        Resource(id, $$"""{"displayName":"x","parent":{"id":"{{Groups}}/{{parent}}"} }""");
}
