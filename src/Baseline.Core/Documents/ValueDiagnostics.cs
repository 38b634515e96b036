using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>BL12xx: single values that Azure, or the format, does not take.</summary>
internal static class ValueDiagnostics
{
    public static Diagnostic UnsupportedVersion(ScalarNode node, bool isNewer) => node.Place.Error(
        "BL1201", "Unsupported apiVersion",
        isNewer
            ? $"\"{node.Text}\" is newer than this release of baseline, which reads \"baseline/v1\"."
            : $"\"apiVersion\" must be \"baseline/v1\", but is \"{node.Text}\".",
        isNewer ? "Install a newer release of baseline." : "Write:\n    apiVersion: baseline/v1");

    public static Diagnostic UnsupportedKind(ScalarNode node) => node.Place.Error(
        "BL1202", "Unsupported kind",
        $"\"kind\" must be \"Baseline\", but is \"{node.Text}\"; this may be a file of another tool.",
        "Write:\n    kind: Baseline");

    public static Diagnostic UnknownControl(ScalarNode node, IReadOnlyList<string> known) => node.Place.Error(
        "BL1203", "Unknown control",
        $"There is no control \"{node.Text}\".",
        Suggestions.Nearest(node.Text, known) is { } suggestion
            ? $"Did you mean \"{suggestion}\"?"
            : $"Use one of: {string.Join(", ", known)}.");

    public static Diagnostic InvalidSubscription(ScalarNode node) => node.Place.Error(
        "BL1204", "Invalid subscription",
        $"\"{node.Text}\" is not the id of a subscription: a GUID, or /subscriptions/ and a GUID.",
        "Find the id with:\n    az account list --query \"[].{name: name, id: id}\"");

    public static Diagnostic InvalidManagementGroup(ScalarNode node) => node.Place.Error(
        "BL1205", "Invalid management group",
        $"\"{node.Text}\" is neither the name of a management group nor its id. "
            + "A name has up to 90 letters, digits, hyphens, underscores, periods and parentheses.",
        "Find the name with:\n    az account management-group list --query \"[].name\"");

    public static Diagnostic InvalidId(ScalarNode node, string where, NamedType wanted) => node.Place.Error(
        "BL1206", "Invalid resource id",
        $"\"{where}\" must be the id of {wanted.Noun}, but \"{node.Text}\" is not the id of a resource "
            + "in a subscription, which is a GUID, and a resource group.",
        $"Write it in full:\n    {wanted.Example}");

    public static Diagnostic OtherType(ScalarNode node, string where, NamedType wanted, string type) => node.Place.Error(
        "BL1207", "Resource of another type",
        $"\"{where}\" must be the id of {wanted.Noun}, but this is the id of a resource of type \"{type}\".",
        $"Write the id of a resource of type \"{wanted.Type}\".");

    public static Diagnostic InvalidName(ScalarNode node, string name, string what, string rule) => node.Place.Error(
        "BL1208", "Invalid name",
        $"Azure does not take \"{name}\" as the name of {what}: it must be {rule}.",
        "Write a name that Azure takes.");

    public static Diagnostic InvalidOperation(ScalarNode node, IReadOnlyList<string> sets, IEnumerable<string> known) => node.Place.Error(
        "BL1222", "Invalid operation",
        $"\"{node.Text}\" is neither a named set ({string.Join(", ", sets)}) nor an operation, such as "
            + "\"Microsoft.KeyVault/vaults/delete\".",
        Suggestions.Nearest(node.Text, [.. sets, .. known]) is { } nearest
            ? $"Did you mean \"{nearest}\"?"
            : "Find the operations of a provider with:\n    az provider operation show --namespace Microsoft.KeyVault");

    public static Diagnostic InvalidRegion(ScalarNode node) => node.Place.Error(
        "BL1209", "Invalid region",
        $"\"{node.Text}\" is not the name of a region, such as \"westeurope\" or \"West Europe\".",
        "Find the names with:\n    az account list-locations --query \"[].name\"");

    public static Diagnostic MisspeltRegion(ScalarNode node, string nearest) => node.Place.Warning(
        "BL1221", "Unknown region",
        $"No region of Azure is known as \"{node.Text}\". Nothing lies in a region that does not exist, so this would have no effect.",
        $"Did you mean \"{nearest}\"? A region that is newer than this release is right as it stands.");

    public static Diagnostic InvalidPattern(ScalarNode node, string where) => node.Place.Error(
        "BL1210", "Invalid resource pattern",
        $"\"{where}\" must be a resource id, in which \"*\" stands for any text within a segment, but \"{node.Text}\" "
            + "could never match one.",
        "Write it in full, starting with /subscriptions/ or /providers/Microsoft.Management/managementGroups/.");

    public static Diagnostic InvalidDate(ScalarNode node, string where) => node.Place.Error(
        "BL1211", "Invalid date",
        $"\"{where}\" must be a day of the calendar as YYYY-MM-DD, but is \"{node.Text}\".",
        "Write it as in 2027-01-31.");

    public static Diagnostic InvalidTag(ScalarNode node, string where) => node.Place.Error(
        "BL1212", "Invalid tag",
        $"\"{where}\" must be the name of a tag, or a name, \"=\" and a value, but is \"{node.Text}\".",
        "Write it as in environment=sandbox.");

    public static Diagnostic InvalidKeyVersion(ScalarNode node, string where) => node.Place.Error(
        "BL1213", "Invalid key version",
        $"\"{where}\" must be \"latest\" or the 32 hexadecimal digits of a version, but is \"{node.Text}\".",
        "Write latest, so that Azure takes up each new version of the key.");

    public static Diagnostic InvalidAddressRange(ScalarNode node, string where) => node.Place.Error(
        "BL1220", "Invalid address range",
        $"\"{where}\" must be an IPv4 address or range, but \"{node.Text}\" is none, or has bits beyond its length.",
        "Write it as in 203.0.113.0/24.");

    public static Diagnostic InvalidKeySize(Place place, string where, int bits) => place.Error(
        "BL1214", "Invalid key size",
        $"\"{where}\" must be 2048, 3072 or 4096, but is {bits}. Storage accounts take no RSA key of another size.",
        "Write 2048, 3072 or 4096.");
}
