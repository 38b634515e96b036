using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.LogStorage;
using Baseline.Diagnostics;
using Baseline.Documents;
using Xunit;

namespace Baseline.Core.Tests.Controls.LogStorage;

/// <summary>What LogStorage says of an account, word for word: conformance cases show only what its reasons contain.</summary>
public sealed class LogStorageVerdictTests
{
    private const string Account = ObservedEstate.Account;
    private const string Locks = "providers/Microsoft.Authorization/locks";
    private const string Containers = "blobServices/default/containers";
    private const string Logs = $"{Account}/{Containers}/insights-activity-logs";
    private const string Service = "blobServices/default";
    private const string Body = """{"location":"westeurope","kind":"StorageV2","properties":{"supportsHttpsTrafficOnly":true}}""";

    private static readonly LogStorageSettings Nothing = new(new SourceSpan("baseline.yaml", 1, 1));
    private static readonly LogStorageSettings Soft = Nothing with { SoftDeleteOfBlobs = 30, SoftDeleteOfContainers = 7 };
    private static readonly LogStorageSettings Immutable = Nothing with { Immutability = new ImmutabilitySettings([], 365, Locked: false) };
    private static readonly LogStorageSettings Kept = Nothing with { DeleteLock = true };

    [Theory]
    [InlineData("CanNotDelete", ComplianceState.Compliant, "It receives logs, and deleteLock holds.")]
    [InlineData(
        "ReadOnly",
        ComplianceState.Compliant,
        "It receives logs, and deleteLock holds. A ReadOnly lock also forbids new diagnostic settings that name the account, because they read "
            + "its keys: a CanNotDelete lock is enough.")]
    [InlineData("NotSpecified", ComplianceState.Noncompliant, "No lock keeps it, or what it lies in, from being deleted.")]
    public void A_lock_counts_by_its_level(string level, ComplianceState state, string reason) => Says(
        Finding(Kept, Estate().With($"{Account}/{Locks}/keep", $$$"""{"properties":{"level":"{{{level}}}"}}""")), state, reason);

    [Fact]
    public void Of_several_locks_the_first_by_name_is_told() => Assert.Equal(
        $"Lock a keeps it from being deleted (CanNotDelete).",
        Finding(Kept, Estate().With($"{Account}/{Locks}/b", Level).With($"{Account}/{Locks}/a", Level)).Details.Single().Reason);

    [Theory]
    [InlineData(
        """{"enabled":true,"days":30,"allowPermanentDelete":true}""",
        """{"enabled":true,"days":7,"allowPermanentDelete":true}""",
        ComplianceState.Compliant,
        "It receives logs, and softDelete.blobs, softDelete.containers hold. Whoever may delete for good can do so before that "
            + "(allowPermanentDelete), and the tool leaves that as it is.")]
    [InlineData(
        """{"enabled":true,"days":30,"allowPermanentDelete":false}""",
        """{"enabled":true,"days":7}""",
        ComplianceState.Compliant,
        "It receives logs, and softDelete.blobs, softDelete.containers hold.")]
    [InlineData(
        """{"enabled":true}""",
        """{"enabled":true,"days":7}""",
        ComplianceState.Noncompliant,
        "Deleted blobs can be restored for 0 days, and 30 are wanted.")]
    public void Soft_delete_counts_by_its_days(string blobs, string containers, ComplianceState state, string reason) => Says(
        Finding(Soft, Estate().With(
            $"{Account}/{Service}",
            $$$"""{"properties":{"deleteRetentionPolicy":{{{blobs}}},"containerDeleteRetentionPolicy":{{{containers}}}}}""")),
        state,
        reason);

    [Fact]
    public void A_firewall_without_exceptions_has_none_set() => Says(
        Finding(
            Nothing with { TrustedServices = true },
            new ObservedEstate().WithAccount("""{"kind":"StorageV2","properties":{"networkAcls":{"defaultAction":"Deny"}}}""")),
        ComplianceState.Noncompliant,
        "Its firewall lets no trusted Microsoft services in, and Azure Monitor comes as one of them (networkAcls.bypass not set).");

    [Theory]
    [InlineData("Locked", "It receives logs, and immutability holds.")]
    [InlineData(
        "Unlocked",
        "It receives logs, and immutability holds. The policy of container insights-activity-logs is not locked, so that whoever may change it "
            + "can take it away.")]
    public void A_policy_that_is_not_locked_can_be_taken_away(string state, string reason) =>
        Says(Finding(Immutable, Estate().With(Logs, Policy(state))), ComplianceState.Compliant, reason);

    [Theory]
    [InlineData("tls1_0", ComplianceState.Noncompliant)]
    [InlineData("tls1_2", ComplianceState.Compliant)]
    [InlineData("TLS1_3", ComplianceState.Compliant)]
    public void A_version_of_TLS_counts_in_any_letter_case(string version, ComplianceState state) => Assert.Equal(
        state,
        Finding(
            Nothing with { MinimumTls = true },
            new ObservedEstate().WithAccount($$"""{"kind":"StorageV2","properties":{"minimumTlsVersion":"{{version}}"} }""")).State);

    [Fact]
    public void A_locked_policy_is_extended_as_often_as_Azure_lets_it_be()
    {
        var extended = string.Join(',', Enumerable.Repeat("""{"update":"extend"}""", 5));
        var body = $$$"""
            {"properties":{"immutabilityPolicy":{"updateHistory":[{{{extended}}}],"properties":{
             "immutabilityPeriodSinceCreationInDays":30,"state":"Locked","allowProtectedAppendWrites":true} } } }
            """;

        Assert.Equal(
            new Obstacle(
                "BL2175",
                "The immutability policy of container insights-activity-logs keeps what is in it for 30 days, 365 are wanted, and it is "
                    + "locked and was extended 5 times, as often as Azure lets it be",
                "export to another account, or ask for no more days than it has"),
            Finding(Immutable, Estate().With(Logs, body)).Obstacles.Single());
    }

    [Fact]
    public void An_account_that_is_exempt_key_by_key_is_explained()
    {
        var exempt = Ended("secureTransfer") with { Expires = new DateOnly(2027, 1, 1) };
        var input = Input(Estate(), Receiver(1)) with { Exemptions = [exempt], Only = ResourceId.Parse(Account) };

        var said = new LogStorageControl(Nothing with { SecureTransfer = true }).Evaluate(input);

        Assert.Equal(ComplianceState.Exempt, said.Findings.Single().State);
        Assert.Contains(said.Evidence, step => step.Text == "secureTransfer: Exempt until 2027-01-01 (team-a): Moved");
    }

    [Theory]
    [InlineData("true", "It takes requests over HTTPS only (supportsHttpsTrafficOnly true).")]
    [InlineData(
        "false",
        "It takes requests over plain HTTP as well (supportsHttpsTrafficOnly false). Its exemption (owner team-a) expired on 2026-01-01.")]
    public void That_the_exemption_of_a_key_has_ended_is_told_where_the_key_does_not_hold(string isOn, string reason)
    {
        var estate = new ObservedEstate().WithAccount($$"""{"kind":"StorageV2","properties":{"supportsHttpsTrafficOnly":{{isOn}}} }""");
        var input = Input(estate, Receiver(1)) with { Exemptions = [Ended("secureTransfer")] };

        Assert.Equal(
            reason,
            new LogStorageControl(Nothing with { SecureTransfer = true }).Evaluate(input).Findings.Single().Details.Single().Reason);
    }

    [Fact]
    public void What_blocks_is_a_sentence_without_its_full_stop()
    {
        var obstacle = Finding(Immutable, Estate().With(Logs, """{"properties":{"hasLegalHold":true}}""")).Obstacles.Single();

        Assert.Equal("A legal hold on container insights-activity-logs lets no logs be appended", obstacle.What);
    }

    /// <summary>A container that a data collection rule names may hold more than logs: that is in the way of a policy, and of nothing else.</summary>
    [Theory]
    [InlineData("{}", "BL2178")]
    [InlineData("""{"properties":{"hasLegalHold":true}}""", "BL2171")]
    public void What_is_in_the_way_of_a_container_that_may_hold_more_is_told_for_what_it_is(string body, string code) => Assert.Equal(
        code,
        Assert.Single(Finding(Immutable, Estate().With($"{Account}/{Containers}/mixed", body), Receiver(1, "mixed")).Obstacles).Code);

    [Fact]
    public void A_container_of_others_under_a_policy_that_suffices_has_nothing_in_its_way() => Assert.Empty(
        Finding(Immutable, Estate().With($"{Account}/{Containers}/mixed", Policy("Locked")), Receiver(1, "mixed")).Obstacles);

    [Fact]
    public void A_container_that_can_not_be_read_is_not_one_that_is_not_there_yet() => Says(
        Finding(Immutable, Estate().Hiding(Logs)),
        ComplianceState.Unknown,
        "Whether container insights-activity-logs is immutable could not be read (403 AuthorizationFailed).");

    /// <summary>A list that could not be read says nothing against what was read of it all the same.</summary>
    [Fact]
    public void A_container_that_is_known_is_judged_where_the_list_can_not_be_read() => Assert.Equal(
        ComplianceState.Compliant, Finding(Immutable, Estate().With(Logs, Policy("Locked")).Hiding($"{Account}/{Containers}")).State);

    [Fact]
    public void Each_container_of_logs_is_judged_once_by_name()
    {
        var finding = Finding(
            Immutable,
            Estate(),
            Receiver(1, "insights-logs-b"), Receiver(2, "insights-logs-a"), Receiver(3, "insights-logs-b"));

        Assert.Equal(
            ["insights-logs-a", "insights-logs-b"], finding.Details.Select(detail => detail.Resource.Name));
        Assert.StartsWith("It receives logs, and immutability holds. Container insights-logs-a is there", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_that_the_document_names_is_judged_in_place_of_those_of_logs() => Assert.Equal(
        "evidence",
        Finding(Nothing with { Immutability = new ImmutabilitySettings(["evidence"], 365, Locked: false) }, Estate())
            .Details.Single().Resource.Name);

    /// <summary>Something wrong is told without what holds; something unknown is enough to make the account unknown.</summary>
    [Fact]
    public void What_is_not_known_counts_beside_what_holds()
    {
        var estate = Estate().Hiding($"{Account}/{Service}");
        const string Unread = "How long deleted blobs can be restored could not be read (403 AuthorizationFailed).";

        var unknown = Finding(Nothing with { SecureTransfer = true, SoftDeleteOfBlobs = 30 }, estate);
        var wrong = Finding(Nothing with { SecureTransfer = true, SoftDeleteOfBlobs = 30, DeleteLock = true }, estate);

        Says(unknown, ComplianceState.Unknown, Unread);
        Assert.False(unknown.Incomplete);
        Says(wrong, ComplianceState.Noncompliant, "No lock keeps it, or what it lies in, from being deleted.");
        Assert.True(wrong.Incomplete);
    }

    /// <summary>That an exemption has ended is of interest where the account is wrong.</summary>
    [Fact]
    public void An_exemption_that_has_ended_is_not_told_of_an_account_that_is_as_wanted()
    {
        var exemption = new Exemption(
            LogStorageSettings.Id, new ResourcePattern(Account), "Moved", "team-a", new DateOnly(2026, 1, 1), new SourceSpan("baseline.yaml", 1, 1));
        var input = Input(Estate(), Receiver(1)) with { Exemptions = [exemption] };

        Says(
            new LogStorageControl(Nothing with { SecureTransfer = true }).Evaluate(input).Findings.Single(),
            ComplianceState.Compliant,
            "It receives logs, and secureTransfer holds.");
    }

    [Fact]
    public void A_lock_that_forbids_writes_is_told_beside_what_is_in_the_way_anyhow() => Assert.Equal(
        ["BL2105", "BL2170"],
        Finding(
            Nothing with { AnonymousAccess = true, InfrastructureEncryption = true },
            Estate().With($"{Account}/{Locks}/frozen", """{"properties":{"level":"ReadOnly"}}""")).Obstacles.Select(obstacle => obstacle.Code));

    /// <summary>An account that is about to receive its first logs is changed once they can arrive.</summary>
    [Theory]
    [InlineData("b a c", "a")]
    [InlineData("b a today", "")]
    public void What_is_changed_for_logs_waits_for_the_first_setting_that_leads_them_there(string planned, string waits)
    {
        LogReceiver[] receivers =
        [
            .. planned.Split(' ').Select((key, at) => Receiver(at) with { PlannedBy = key == "today" ? null : key }),
        ];

        var said = new LogStorageControl(Nothing with { MinimumTls = true }).Evaluate(Input(Estate(), receivers));

        Assert.Single(said.Changes);
        Assert.Equal(waits, string.Join(' ', said.Waits.Select(wait => wait.Purpose)));
    }

    [Fact]
    public void Only_the_account_that_is_asked_about_is_judged()
    {
        const string Other = $"{ObservedEstate.Group}/Microsoft.Storage/storageAccounts/stother";
        var input = Input(Estate().With(Other, Body), Receiver(1), Receiver(2) with { Account = ResourceId.Parse(Other) });

        var findings = new LogStorageControl(Kept).Evaluate(input with { Only = ResourceId.Parse(Account) }).Findings;

        Assert.Equal(Account, findings.Single().Resource.Text);
        Assert.Equal(2, new LogStorageControl(Kept).Evaluate(input).Findings.Count);
    }

    /// <summary>An account may receive the logs of a whole tenant: of its settings some are named, and the others are counted.</summary>
    [Theory]
    [InlineData(1, 1, "It receives logs by 1 setting.", null)]
    [InlineData(5, 5, "It receives logs by 5 settings.", null)]
    [InlineData(7, 5, "It receives logs by 7 settings.", "And so do 2 more.")]
    public void Some_of_the_settings_are_named_and_the_others_counted(int settings, int named, string count, string? rest)
    {
        LogReceiver[] receivers = [.. Enumerable.Range(1, settings).Select(number => Receiver(number))];

        var steps = Evidence(receivers);

        Assert.Contains(steps, step => step.Text == count);
        Assert.Equal(named, steps.Count(step => step.Text == "It writes to container insights-activity-logs."));
        Assert.Equal(rest, steps.SingleOrDefault(step => step.Text.StartsWith("And so", StringComparison.Ordinal))?.Text);
        Assert.Equal(rest is null ? null : 1, steps.SingleOrDefault(step => step.Text.StartsWith("And so", StringComparison.Ordinal))?.Depth);
    }

    [Theory]
    [InlineData(0, 1, "It receives logs by 1 data collection rule.")]
    [InlineData(0, 2, "It receives logs by 2 data collection rules.")]
    [InlineData(2, 0, "It receives logs by 2 settings.")]
    [InlineData(1, 2, "It receives logs by 1 setting and 2 data collection rules.")]
    public void Settings_and_data_collection_rules_are_counted_apart(int settings, int rules, string count)
    {
        LogReceiver[] receivers =
        [
            .. Enumerable.Range(1, settings).Select(number => Receiver(number)),
            .. Enumerable.Range(1, rules).Select(number => Receiver(number) with
            {
                Setting = ResourceId.Parse($"{ObservedEstate.Group}/Microsoft.Insights/dataCollectionRules/r{number}"),
            }),
        ];

        Assert.Contains(Evidence(receivers), step => step.Text == count);
    }

    [Fact]
    public void A_setting_that_writes_to_two_containers_is_one() => Assert.Contains(
        Evidence(Receiver(1, "insights-logs-a"), Receiver(1, "insights-logs-b")), step => step.Text == "It receives logs by 1 setting.");

    /// <summary>A role may write to accounts where something of them is asked for, and only there.</summary>
    [Theory]
    [InlineData("secureTransfer", true)]
    [InlineData("minimumTls", true)]
    [InlineData("anonymousAccess", true)]
    [InlineData("crossTenantReplication", true)]
    [InlineData("trustedServices", true)]
    [InlineData("deleteLock", false)]
    [InlineData("infrastructureEncryption", false)]
    [InlineData("immutability", false)]
    [InlineData("softDelete.blobs", false)]
    [InlineData("softDelete.containers", false)]
    public void A_key_is_asked_for_alone(string key, bool changesAccount)
    {
        var settings = Nothing with
        {
            SecureTransfer = key == "secureTransfer",
            MinimumTls = key == "minimumTls",
            AnonymousAccess = key == "anonymousAccess",
            CrossTenantReplication = key == "crossTenantReplication",
            TrustedServices = key == "trustedServices",
            DeleteLock = key == "deleteLock",
            InfrastructureEncryption = key == "infrastructureEncryption",
            Immutability = key == "immutability" ? Immutable.Immutability : null,
            SoftDeleteOfBlobs = key == "softDelete.blobs" ? 30 : null,
            SoftDeleteOfContainers = key == "softDelete.containers" ? 30 : null,
        };

        Assert.Equal(
            changesAccount, new LogStorageDefinition().Actions((IControlSettings)settings).Writes.Contains("Microsoft.Storage/storageAccounts/write"));
        Assert.Equal(key, Assert.Single(settings.Parts));
        Assert.False(settings.Wants("something else"));
    }

    private const string Level = """{"properties":{"level":"CanNotDelete"}}""";

    private static string Policy(string state) => $$$"""
        {"properties":{"immutabilityPolicy":{"properties":{
         "immutabilityPeriodSinceCreationInDays":365,"state":"{{{state}}}","allowProtectedAppendWrites":true} } } }
        """;

    private static Exemption Ended(string part) => new(
        LogStorageSettings.Id,
        new ResourcePattern(Account),
        "Moved",
        "team-a",
        new DateOnly(2026, 1, 1),
        new SourceSpan("baseline.yaml", 1, 1))
    {
        Part = part,
    };

    private static ObservedEstate Estate() => new ObservedEstate().WithAccount(Body);

    private static LogReceiver Receiver(int number, string container = "insights-activity-logs") => new(
        ResourceId.Parse(Account),
        container,
        ResourceId.Parse($"/subscriptions/{ObservedEstate.Subscription}/providers/Microsoft.Insights/diagnosticSettings/s{number}"));

    private static EvaluationInput Input(ObservedEstate estate, params LogReceiver[] receivers) => estate.ToInput() with { Receivers = receivers };

    private static Finding Finding(LogStorageSettings settings, ObservedEstate estate, params LogReceiver[] receivers) =>
        new LogStorageControl(settings).Evaluate(Input(estate, receivers.Length > 0 ? receivers : [Receiver(1)])).Findings.Single();

    private static IReadOnlyList<EvidenceStep> Evidence(params LogReceiver[] receivers) =>
        new LogStorageControl(Kept).Evaluate(Input(Estate(), receivers) with { Only = ResourceId.Parse(Account) }).Evidence;

    private static void Says(Finding finding, ComplianceState state, string reason) =>
        Assert.Equal((state, reason), (finding.State, finding.Reason));
}
