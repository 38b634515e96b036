using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>How long an account keeps a log, and what leaves it undecided.</summary>
public sealed class EffectiveRetentionTests
{
    private const string Container = $"{ObservedEstate.Account}/blobServices/default/containers/insights-logs-auditevent";
    private const string Service = $"{ObservedEstate.Account}/blobServices/default";

    private static readonly LogPath Log = new("insights-logs-auditevent", ResourceId.Parse(ObservedEstate.Vault), "vault");
    private static readonly ResourceId Account = ResourceId.Parse(ObservedEstate.Account);
    private static readonly AcceptedRetention AYear = new([365], null);
    private static readonly AcceptedRetention AtLeastAYear = new([], 365);

    private static readonly UndecidedRetention UndecidedByContainer = Unread(
        "whether container insights-logs-auditevent is immutable, ", "grant read access to the containers of the account");

    private static readonly UndecidedRetention UndecidedByVersions = Unread(
        "whether it keeps versions of what is deleted, ", "grant read access to the account's blob service");

    public static TheoryData<string[], AcceptedRetention, bool> UnreadContainers => new()
    {
        // A locked policy could lengthen the time to one that is accepted.
        { ["r:30"], AYear, true },
        { ["r:30"], AtLeastAYear, true },
        { ["r:30"], new AcceptedRetention([7, 365], null), true },
        // It makes nothing that is accepted already worse, and never shortens.
        { ["r:365"], new AcceptedRetention([365, 730], null), false },
        { ["r:400"], AYear, false },
        { ["r:400"], new AcceptedRetention([30], null), false },
        { [], AYear, false },
        { [], AtLeastAYear, false },
        // Nothing makes it keep what is deleted at once forever.
        { ["r:0"], new AcceptedRetention([0], null), false },
    };

    public static TheoryData<string[], AcceptedRetention, bool> UnreadVersions => new()
    {
        // Where versions are kept, nothing deletes them.
        { ["a:30", "b:400"], AtLeastAYear, true },
        { ["a:365"], AYear, true },
        // The same rules delete the versions as well.
        { ["a:30+", "b:400"], AtLeastAYear, false },
        { ["a:30", "b:400+"], AtLeastAYear, false },
        { [], AYear, false },
        { ["a:400"], AtLeastAYear, false },
    };

    [Theory]
    [MemberData(nameof(UnreadContainers))]
    public void A_container_that_could_not_be_read_counts_only_where_the_answer_hangs_on_it(
        string[] rules, AcceptedRetention accepted, bool isUndecided) => Assert.Equal(
            isUndecided ? UndecidedByContainer : null,
            Of(new ObservedEstate().WithRules(rules).With(Service).Hiding(Container), accepted).Undecided);

    [Theory]
    [MemberData(nameof(UnreadVersions))]
    public void Versions_of_which_nothing_is_known_count_only_where_the_answer_hangs_on_them(
        string[] rules, AcceptedRetention accepted, bool isUndecided) => Assert.Equal(
            isUndecided ? UndecidedByVersions : null,
            Of(new ObservedEstate().WithRules(rules).Hiding(Service).With(Container), accepted).Undecided);

    [Fact]
    public void A_policy_that_could_not_be_read_leaves_it_undecided() => Assert.Equal(
        Unread("", "grant read access to the account and its lifecycle policy"),
        Of(new ObservedEstate().Hiding($"{ObservedEstate.Account}/managementPolicies/default"), AtLeastAYear).Undecided);

    [Theory]
    [InlineData(100, "r:30", 100L, true, "kept for 100 days by a locked immutability policy")]
    [InlineData(30, "r:30", 30L, false, "kept for 30 days")]
    [InlineData(20, "r:30", 30L, false, "kept for 30 days")]
    [InlineData(0, "r:1", 1L, false, "kept for 1 day")]
    public void The_longer_of_a_rule_and_a_locked_policy_decides(int locked, string rule, long days, bool isHeld, string kept)
    {
        var found = Of(new ObservedEstate().WithRules(rule).With(Container, Immutable(locked, "Locked")), AYear);

        Assert.Equal((days, isHeld, kept), (found.Days, found.IsHeldByPolicy, found.Kept));
    }

    [Fact]
    public void A_task_that_may_delete_the_log_leaves_it_undecided_and_the_first_is_named()
    {
        var undecided = new UndecidedRetention(
            "where storage task assignment \"a\" may delete the log, and when can't be told",
            new Obstacle(
                "BL2134",
                $"How long {Account} keeps the log can't be told, because storage task assignment \"a\" may delete it",
                "let the assignment leave out container insights-logs-auditevent (excludePrefix), or lock an immutability policy on it",
                Incomplete: true));

        Assert.Equal(undecided, Of(new ObservedEstate().WithTask("a").WithTask("b"), AtLeastAYear).Undecided);
        // It may do so at once, which is less than a day.
        Assert.Equal(undecided, Of(new ObservedEstate().WithTask("a"), new AcceptedRetention([], 1)).Undecided);
    }

    [Theory]
    [InlineData("""{"name":"DeleteBlob"}""", true)]
    [InlineData("""{"name":"setblobexpiry"}""", true)]
    [InlineData("""{"name":"SetBlobTags"}""", false)]
    [InlineData("""{}""", false)]
    [InlineData("""{"name":5},{"name":"DELETEBLOB"}""", true)]
    public void A_task_may_delete_by_what_its_operations_are_called(string operations, bool mayDelete) => Assert.Equal(
        mayDelete, TaskThatMayDelete(new ObservedEstate().WithTask("a", operations)) is not null);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"properties":{"taskId":"somewhere"}}""")]
    [InlineData("""{"properties":{"enabled":false}}""")]
    public void An_assignment_of_no_task_deletes_nothing(string assignment) => Assert.Null(TaskThatMayDelete(
        new ObservedEstate().With($"{ObservedEstate.Account}/storageTaskAssignments/a", assignment)));

    [Fact]
    public void A_policy_that_was_read_by_itself_is_newer_than_that_of_its_container()
    {
        const string Own = """{"properties":{"immutabilityPeriodSinceCreationInDays":10,"state":"locked","allowProtectedAppendWrites":true}}""";
        var own = new LogContainer(ResourceId.Parse(Container), null, 10, IsLocked: true, AllowsAppends: true);

        Assert.Equal(own, ContainerOf(new ObservedEstate().With(Container, Immutable(99, "Unlocked")).With($"{Container}/immutabilityPolicies/default", Own)));
        Assert.Equal(own, ContainerOf(new ObservedEstate().Hiding(Container).With($"{Container}/immutabilityPolicies/default", Own)));
        Assert.Equal(
            own with { WhyUnread = "403 AuthorizationFailed", ImmutableDays = null, IsLocked = false, AllowsAppends = false },
            ContainerOf(new ObservedEstate().Hiding(Container)));
    }

    [Theory]
    [InlineData(0, "Locked", null, null)]
    [InlineData(5, "LOCKED", 5L, 5L)]
    [InlineData(5, "Unlocked", 5L, null)]
    public void A_policy_holds_for_some_days_and_for_sure_only_if_it_is_locked(int days, string state, long? immutable, long? locked)
    {
        var found = ContainerOf(new ObservedEstate().With(Container, Immutable(days, state)));

        Assert.Equal((immutable, locked), (found.ImmutableDays, found.LockedDays));
    }

    [Theory]
    [InlineData("""{"defaultAction":"Deny"}""", false)]
    [InlineData("""{"defaultAction":"deny","bypass":"None"}""", false)]
    [InlineData("""{"defaultAction":"Deny","bypass":"Logging, azureservices"}""", true)]
    [InlineData("""{"defaultAction":"Allow"}""", true)]
    public void A_firewall_lets_logs_in_by_its_exception_for_trusted_services(string rules, bool isOpen) => Assert.Equal(
        isOpen ? null : $"the firewall of {Account} lets no trusted Microsoft services in, so logs may not arrive: allow them (networkAcls.bypass AzureServices)",
        AccountAccess.WhyClosed(ObservedEstate.Resource(ObservedEstate.Account, $$$"""{"properties":{"networkAcls":{{{rules}}}}}""")));

    private static UndecidedRetention Unread(string what, string fix) => new(
        $"whose retention could not be read ({what}403 AuthorizationFailed)",
        new Obstacle("BL2107", $"The retention of {Account} could not be read ({what}403 AuthorizationFailed)", fix, Incomplete: true));

    private static string Immutable(int days, string state) =>
        $$"""{"properties":{"immutabilityPolicy":{"properties":{"immutabilityPeriodSinceCreationInDays":{{days}},"state":"{{state}}"} } } }""";

    private static ObservedResource? TaskThatMayDelete(ObservedEstate observed)
    {
        var estate = observed.ToEstate();
        return StorageTasks.ThatMayDelete(estate, LogAccount.Of(estate, Account, Log.Container).TaskAssignments, Log);
    }

    private static EffectiveRetention Of(ObservedEstate observed, AcceptedRetention accepted)
    {
        var estate = observed.ToEstate();
        return EffectiveRetention.Of(estate, Log, LogAccount.Of(estate, Account, Log.Container), accepted);
    }

    private static LogContainer ContainerOf(ObservedEstate estate) =>
        LogContainer.Of(estate.ToEstate(), Account, Log.Container);
}
