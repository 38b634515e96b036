using Baseline.Azure;
using Baseline.Estates;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>What alerts on the activity log lead to is read wherever it lies, and no address that they call is kept.</summary>
public sealed class AlertReadingTests
{
    private const string Alerts = $"{SubPath}/providers/Microsoft.Insights/activityLogAlerts";
    private const string Groups = $"{SubPath}/providers/Microsoft.Insights/actionGroups";
    private const string Alert = $"{SubPath}/resourceGroups/rg/providers/Microsoft.Insights/activityLogAlerts/nsg";
    private const string Group = $"{SubPath}/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/ag";
    private const string Central = $"/subscriptions/{Other}/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/ag-central";

    private const string Receivers = """
        {"enabled":true,"webhookReceivers":[{"name":"w","serviceUri":"https://hooks.contoso.example/services/T0/s3cret?token=t0ken","useAadAuth":false}],
         "logicAppReceivers":[{"name":"l","callbackUrl":"https://prod.logic.azure.com:443/workflows/w?sig=s1gned","resourceId":null}],
         "emailReceivers":[{"name":"e","emailAddress":"soc@contoso.example","status":"Enabled"}]}
        """;

    private readonly ScriptedAzure _azure = Empty();

    public AlertReadingTests()
    {
        _azure.OnGet($"{Alerts}?api-version=2020-10-01", Reply.List(Resource(Alert, Telling(Group, Central, Group.ToUpperInvariant()))));
        _azure.OnGet($"{Groups}?api-version=2023-01-01", Reply.List(Resource(Group, Receivers)));
    }

    [Fact]
    public async Task An_action_group_of_another_subscription_is_read_by_its_name_and_one_in_scope_from_the_list()
    {
        _azure.OnGet($"/subscriptions/{Other}", Reply.Ok(Subscription(Other)));
        _azure.OnGet($"{Central}?api-version=2023-01-01", Reply.Ok(Resource(Central, Receivers)));

        var estate = await ReadAsync(_azure, Needing());

        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse(Group)).Presence);
        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse(Central)).Presence);
        Assert.Equal(0, _azure.Count("GET", Group));
        Assert.Equal(1, _azure.Count("GET", Central));
    }

    [Fact]
    public async Task One_that_the_document_names_is_read_where_no_alert_does()
    {
        _azure.OnGet($"/subscriptions/{Other}", Reply.Ok(Subscription(Other)));
        _azure.OnGet(Central, Reply.Error(404, "ResourceNotFound"));

        var estate = await ReadAsync(_azure, Needing() with { Named = [ResourceId.Parse(Central)] });

        Assert.Equal(Presence.Absent, estate.Find(ResourceId.Parse(Central)).Presence);
    }

    [Theory]
    [InlineData(404, "SubscriptionNotFound")]
    [InlineData(403, "AuthorizationFailed")]
    public async Task One_in_a_subscription_that_can_not_be_read_is_not_known(int status, string code)
    {
        _azure.OnGet($"/subscriptions/{Other}", Reply.Error(status, code));

        var estate = await ReadAsync(_azure, Needing());

        Assert.Equal(Presence.Unknown, estate.Find(ResourceId.Parse(Central)).Presence);
        Assert.Equal(0, _azure.Count("GET", Central));
    }

    [Fact]
    public async Task Where_the_list_fails_those_that_alerts_name_are_read_one_by_one()
    {
        _azure.OnGet($"/subscriptions/{Other}", Reply.Error(404, "SubscriptionNotFound"));
        _azure.OnGet($"{Groups}?api-version=2023-01-01", Reply.Error(403, "AuthorizationFailed"));
        _azure.OnGet(Group, Reply.Ok(Resource(Group, Receivers)));

        var estate = await ReadAsync(_azure, Needing());

        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse(Group)).Presence);
        Assert.Equal(1, _azure.Count("GET", Group));
    }

    [Fact]
    public async Task No_address_that_an_action_group_calls_is_kept()
    {
        _azure.OnGet($"/subscriptions/{Other}", Reply.Ok(Subscription(Other)));
        _azure.OnGet(Central, Reply.Ok(Resource(Central, Receivers)));

        var estate = await ReadAsync(_azure, Needing());

        Assert.All(
            (string[])[Group, Central],
            id =>
            {
                var body = estate.Find(ResourceId.Parse(id)).Resource?.Body.GetRawText() ?? "";
                Assert.Contains("https://hooks.contoso.example/REDACTED", body, StringComparison.Ordinal);
                Assert.Contains("https://prod.logic.azure.com/REDACTED", body, StringComparison.Ordinal);
                Assert.Contains("soc@contoso.example", body, StringComparison.Ordinal);
                Assert.All((string[])["s3cret", "t0ken", "s1gned"], secret => Assert.DoesNotContain(secret, body, StringComparison.Ordinal));
            });
    }

    [Theory]
    [InlineData(200, "", Presence.Found)]
    [InlineData(404, "ResourceGroupNotFound", Presence.Absent)]
    [InlineData(403, "AuthorizationFailed", Presence.Unknown)]
    public async Task The_resource_group_of_alerts_is_read_in_each_subscription(int status, string code, Presence presence)
    {
        const string rg = $"{SubPath}/resourceGroups/rg-monitoring";
        _azure.OnGet(Alerts, Reply.List());
        _azure.OnGet(Groups, Reply.List());
        _azure.OnGet(rg, status == 200 ? Reply.Ok(Resource(rg)) : Reply.Error(status, code));

        var request = Needing();
        var estate = await ReadAsync(_azure, request with { Needs = request.Needs with { ResourceGroups = ["rg-monitoring"] } });

        Assert.Equal(presence, estate.Find(ResourceId.Parse(rg)).Presence);
    }

    private static EstateRequest Needing() => Request(keyVaults: false) with
    {
        Needs = EstateNeeds.Nothing with { Types = [ListedType.ActionGroups, ListedType.ActivityLogAlerts] },
    };

    private static string Telling(params string[] groups) =>
        $$$$"""{"actions":{"actionGroups":[{{{{string.Join(',', groups.Select(group => $$"""{"actionGroupId":"{{group}}"}"""))}}}}]}}""";
}
