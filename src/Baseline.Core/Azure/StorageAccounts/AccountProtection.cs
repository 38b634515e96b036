using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.StorageAccounts;

/// <summary>
/// The properties of an account that protect the logs in it, and nothing that could keep Azure Monitor from writing them: shared keys
/// stay as they are, and a firewall is never closed (docs/azure.md#protection-of-accounts).
/// </summary>
internal static class AccountProtection
{
    /// <summary>Whether requests over plain HTTP are refused.</summary>
    public const string SecureTransfer = "supportsHttpsTrafficOnly";

    /// <summary>The oldest version of TLS that is accepted.</summary>
    public const string MinimumTls = "minimumTlsVersion";

    /// <summary>Whether containers can be opened to anonymous readers.</summary>
    public const string AnonymousAccess = "allowBlobPublicAccess";

    /// <summary>Whether objects can be replicated to another tenant.</summary>
    public const string CrossTenantReplication = "allowCrossTenantReplication";

    /// <summary>The firewall.</summary>
    public const string Firewall = "networkAcls";

    /// <summary>The oldest version of TLS that an account accepts where it does not say.</summary>
    public const string TlsWhereUnset = "TLS1_0";

    private const string AzureServices = "AzureServices";
    private const string Properties = "properties";

    private static readonly string[] Flags = [SecureTransfer, AnonymousAccess, CrossTenantReplication];
    private static readonly string[] TlsVersions = ["TLS1_0", "TLS1_1", "TLS1_2", "TLS1_3"];

    /// <summary>The members that a write may have, as <see cref="BodyMembers"/> takes them.</summary>
    public static IReadOnlyList<string> Patched { get; } =
        [.. Flags.Append(MinimumTls).Select(member => $"{Properties}.{member}"), $"{Properties}.{Firewall}.*"];

    /// <summary>Whether a write is about any of them.</summary>
    public static bool IsIn(JsonElement body) => MembersOf(body).Count > 0;

    /// <summary>Whether a flag counts as on where an account does not say: it does as accounts did before there was the flag.</summary>
    public static bool IsOnWhereUnset(string member) => member != SecureTransfer;

    /// <summary>A firewall that lets trusted services in as well, and is as it was in all else.</summary>
    /// <param name="firewall">The firewall; undefined where the account does not say.</param>
    public static JsonObject Trusting(JsonElement firewall)
    {
        var words = Words(firewall).Where(word => !word.Equals("None", StringComparison.OrdinalIgnoreCase));
        return WithBypass(firewall, string.Join(", ", words.Append(AzureServices)));
    }

    /// <summary>Why no such write is sent, as a sentence; null when it may be.</summary>
    public static string? WhyNeverSent(JsonElement body) =>
        Flags.Any(flag => body.At($"{Properties}.{flag}").ValueKind
            is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Undefined))
            ? "It switches such a property of an account on or off."
        : body.At($"{Properties}.{MinimumTls}").ValueKind != JsonValueKind.Undefined
            && !TlsVersions.Contains(body.TextAt($"{Properties}.{MinimumTls}"), StringComparer.OrdinalIgnoreCase)
            ? "It gives an account a version of TLS that there is."
        : body.At($"{Properties}.{Firewall}").ValueKind != JsonValueKind.Undefined
            && body.TextAt($"{Properties}.{Firewall}.bypass") is null
            ? "It sends the whole firewall of an account, with its exceptions."
        : null;

    /// <summary>Why no such write is sent over an account, as a sentence; null when it may be.</summary>
    public static string? WhyNotOver(JsonElement body, JsonElement live)
    {
        var sent = body.At($"{Properties}.{Firewall}");
        var now = live.At($"{Properties}.{Firewall}");
        return sent.ValueKind != JsonValueKind.Undefined
            && (!JsonValues.Same(JsonValues.Element(WithBypass(sent, "")), JsonValues.Element(WithBypass(now, "")))
                || !OtherWords(sent).SetEquals(OtherWords(now)))
            ? "It changes nothing of an account's firewall but whether trusted services come in."
            : null;
    }

    private static HashSet<string> OtherWords(JsonElement firewall) =>
        [.. Words(firewall).Select(word => word.ToLowerInvariant()).Except(["none", AzureServices.ToLowerInvariant()])];

    /// <summary>Each property goes back to what it was, where it still has the value that the run gave it.</summary>
    public static UndoStep Undo(RecordedWrite recorded, JsonElement live)
    {
        var back = new JsonObject();
        var left = new List<string>();
        foreach (var member in MembersOf(recorded.Write.Body))
        {
            var (before, sent, now) = (Value(recorded.Before, member), Value(recorded.Write.Body, member), Value(live, member));
            if (JsonValues.Same(before, sent) || JsonValues.Same(before, now))
            {
                continue;
            }

            if (!JsonValues.Same(sent, now))
            {
                left.Add($"properties.{member} is left: it was changed again since.");
                continue;
            }

            back[member] = member == Firewall
                ? WithBypass(live.At($"{Properties}.{Firewall}"), string.Join(", ", Words(recorded.Before.At($"{Properties}.{Firewall}"))))
                : JsonValues.Node(before);
        }

        return new UndoStep(
            back.Count == 0 ? null : recorded.Write with { Body = JsonValues.Element(new JsonObject { [Properties] = back }) }, left);
    }

    /// <summary>What is said by a member of an account or of a write: of the firewall, its exceptions; else the value.</summary>
    private static JsonElement Value(JsonElement account, string member)
    {
        if (member == Firewall)
        {
            var words = Words(account.At($"{Properties}.{Firewall}")).Select(word => (JsonNode)word.ToLowerInvariant());
            return JsonValues.Element(new JsonArray([.. words]));
        }

        var value = account.At($"{Properties}.{member}");
        return !JsonValues.IsNothing(value) ? value
            : JsonValues.Element(member == MinimumTls ? TlsWhereUnset : JsonValue.Create(IsOnWhereUnset(member)));
    }

    private static List<string> MembersOf(JsonElement body) =>
    [
        .. Flags.Append(MinimumTls).Append(Firewall)
            .Where(member => body.At($"{Properties}.{member}").ValueKind != JsonValueKind.Undefined),
    ];

    /// <summary>The exceptions, in the firewall's order; those that an account has where nobody has touched its firewall.</summary>
    private static string[] Words(JsonElement firewall) =>
        (JsonValues.IsNothing(firewall) ? AzureServices : firewall.TextAt("bypass") ?? "None")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The firewall with other exceptions; what Azure only tells of its rules is not sent.</summary>
    private static JsonObject WithBypass(JsonElement firewall, string bypass)
    {
        var whole = JsonValues.Node(firewall) as JsonObject ?? new JsonObject { ["defaultAction"] = "Allow" };
        whole["bypass"] = bypass;
        foreach (var rule in (whole["virtualNetworkRules"] as JsonArray ?? []).OfType<JsonObject>())
        {
            rule.Remove("state");
        }

        return whole;
    }
}
