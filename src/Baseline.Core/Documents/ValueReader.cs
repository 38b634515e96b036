using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>
/// Turns text into values that Azure takes. Each method passes null through and answers null, reported, for text that is
/// not such a value.
/// </summary>
public sealed class ValueReader(DiagnosticBag bag)
{
    private const int LongestId = 2048;

    /// <summary>The id of a resource of a type, in a resource group.</summary>
    public ResourceId? Id(ScalarNode? node, string where, NamedType wanted)
    {
        if (node is null)
        {
            return null;
        }

        if (!IsMatch(AzureNames.ResourceInGroup(), node.Text) || !ResourceId.TryParse(node.Text, out var id))
        {
            bag.Add(ValueDiagnostics.InvalidId(node, where, wanted));
            return null;
        }

        if (!wanted.IsTypeOf(id))
        {
            bag.Add(ValueDiagnostics.OtherType(node, where, wanted, TypeAsWritten(id)));
            return null;
        }

        return IsNamed(node, id.Name, wanted.Noun, wanted.Name, wanted.NameRule) ? id : null;
    }

    /// <summary>The GUID of a subscription, lower-case.</summary>
    public string? Subscription(ScalarNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (!IsMatch(AzureNames.Subscription(), node.Text))
        {
            bag.Add(ValueDiagnostics.InvalidSubscription(node));
            return null;
        }

        return node.Text[(node.Text.LastIndexOf('/') + 1)..].ToLowerInvariant();
    }

    /// <summary>A management group, by its name or id.</summary>
    public ResourceId? ManagementGroup(ScalarNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var text = node.Text.StartsWith('/') ? node.Text : $"/providers/{TypeNames.ManagementGroup}/{node.Text}";
        if (!ResourceId.TryParse(text, out var id)
            || !id.IsOfType(TypeNames.ManagementGroup)
            || id.Parent is not null
            || !IsMatch(AzureNames.ManagementGroup(), id.Name))
        {
            bag.Add(ValueDiagnostics.InvalidManagementGroup(node));
            return null;
        }

        return id;
    }

    /// <summary>What a diagnostic setting can be called.</summary>
    public string? SettingName(ScalarNode? node)
    {
        const string What = "a diagnostic setting";
        const string Rule = "1 to 260 characters, none of < > * % & : \\ ? + /, and not \"service\"";
        if (node is not null && node.Text.Equals("service", StringComparison.OrdinalIgnoreCase))
        {
            bag.Add(ValueDiagnostics.InvalidName(node, node.Text, What, Rule));
            return null;
        }

        return Named(node, What, AzureNames.DiagnosticSetting(), Rule);
    }

    /// <summary>What an event hub can be called.</summary>
    public string? EventHubName(ScalarNode? node) => Named(
        node,
        "an event hub",
        AzureNames.EventHub(),
        "1 to 256 letters, digits, periods, hyphens and underscores, starting and ending with a letter or digit");

    /// <summary>What a blob container can be called.</summary>
    public string? ContainerName(ScalarNode? node) => Named(
        node,
        "a container",
        AzureNames.Container(),
        "3 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit, no two hyphens in a row");

    /// <summary>What a key can be called.</summary>
    public string? KeyName(ScalarNode? node) =>
        Named(node, "a key", AzureNames.Key(), "1 to 127 letters, digits and hyphens");

    /// <summary>What a resource group can be called.</summary>
    public string? ResourceGroupName(ScalarNode? node) => Named(
        node,
        "a resource group",
        AzureNames.ResourceGroup(),
        "1 to 90 letters, digits, periods, hyphens, underscores and parentheses, not ending with a period");

    /// <summary>The version of a key; null for the latest.</summary>
    public string? KeyVersion(ScalarNode? node, string where)
    {
        if (node is null or { Text: "latest" })
        {
            return null;
        }

        if (!IsMatch(AzureNames.KeyVersion(), node.Text))
        {
            bag.Add(ValueDiagnostics.InvalidKeyVersion(node, where));
            return null;
        }

        return node.Text;
    }

    /// <summary>A region in the form for comparing.</summary>
    public string? RegionName(ScalarNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var region = Region.Normalize(node.Text);
        if (!IsMatch(AzureNames.Region(), region) || region == "global")
        {
            bag.Add(ValueDiagnostics.InvalidRegion(node));
            return null;
        }

        if (!KnownRegions.Names.Contains(region) && Suggestions.Nearest(region, KnownRegions.Names) is { } nearest)
        {
            bag.Add(ValueDiagnostics.MisspeltRegion(node, nearest));
        }

        return region;
    }

    /// <summary>An IPv4 range as Azure returns it: a single address has a length of 32.</summary>
    public string? AddressRange(ScalarNode node, string where)
    {
        var text = node.Text.Contains('/', StringComparison.Ordinal) ? node.Text : $"{node.Text}/32";
        if (!IsMatch(AzureNames.AddressRange(), text) || !IPNetwork.TryParse(text, out var range) || range.ToString() != text)
        {
            bag.Add(ValueDiagnostics.InvalidAddressRange(node, where));
            return null;
        }

        return text;
    }

    /// <summary>A pattern of resource ids, in which <c>*</c> stands for any text within a segment.</summary>
    public ResourcePattern? Pattern(ScalarNode? node, string where)
    {
        if (node is null)
        {
            return null;
        }

        if (!IsMatch(AzureNames.Pattern(), node.Text))
        {
            bag.Add(ValueDiagnostics.InvalidPattern(node, where));
            return null;
        }

        return new ResourcePattern(node.Text);
    }

    /// <summary>A day, written as <c>2027-01-31</c>.</summary>
    public DateOnly? Day(ScalarNode? node, string where)
    {
        if (node is null)
        {
            return null;
        }

        const string Format = "yyyy-MM-dd";
        if (!DateOnly.TryParseExact(node.Text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            bag.Add(ValueDiagnostics.InvalidDate(node, where));
            return null;
        }

        return day;
    }

    /// <summary>A tag's name, and its value where one is given.</summary>
    public (string Name, string? Value)? Tag(ScalarNode? node, string where)
    {
        if (node is null)
        {
            return null;
        }

        if (!IsMatch(AzureNames.Tag(), node.Text))
        {
            bag.Add(ValueDiagnostics.InvalidTag(node, where));
            return null;
        }

        var parts = node.Text.Split('=', 2);
        return (parts[0], parts.Length == 2 ? parts[1] : null);
    }

    private string? Named(ScalarNode? node, string what, Regex pattern, string rule) =>
        node is not null && IsNamed(node, node.Text, what, pattern, rule) ? node.Text : null;

    private bool IsNamed(ScalarNode node, string name, string what, Regex pattern, string rule)
    {
        if (IsMatch(pattern, name))
        {
            return true;
        }

        bag.Add(ValueDiagnostics.InvalidName(node, name, what, rule));
        return false;
    }

    /// <summary>No name or id is longer; the patterns are not made for texts without end.</summary>
    private static bool IsMatch(Regex pattern, string text) => text.Length <= LongestId && pattern.IsMatch(text);

    private static string TypeAsWritten(ResourceId id)
    {
        var segments = id.Text[(id.Text.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase) + 11)..].Split('/');
        return string.Join('/', segments.Where((_, index) => index == 0 || index % 2 == 1));
    }
}
