namespace Baseline.Controls;

/// <summary>What to do about each notice, in the words of docs/diagnostics.md: what follows "To fix:", without a full stop.</summary>
public static class NoticeFixes
{
    private static readonly Dictionary<string, string> Fixes = new(StringComparer.Ordinal)
    {
        ["BL2001"] = "remove the exemption, or correct its resource",
        ["BL2002"] = "remove or renew it",
        ["BL2003"] = "prepare for its end, or agree on a new day",
        ["BL2004"] = "plan again where it should still be there",
        ["BL2005"] = "leave the setting as it is",
        ["BL2006"] = "remove the row that is off",
        ["BL2007"] = "where logs are to end, use a lifecycle rule of the account",
        ["BL2008"] = "correct or delete the setting",
        ["BL2009"] = "let trusted Microsoft services in (networkAcls.bypass: AzureServices)",
        ["BL2010"] = "correct the rule's prefix, which is case-sensitive, or add appendBlob to its blob types",
        ["BL2011"] = "check the encryption of the account in the portal",
        ["BL2012"] = "fix the key, the firewall of its vault or the grant",
        ["BL2013"] = "switch its categories on, or delete the setting",
        ["BL2014"] = "export the activity log by a diagnostic setting",
        ["BL2015"] = "remove what is in the way, then plan again",
        ["BL2016"] = "enable the subscription, or exclude it in the document",
        ["BL2017"] = "grant the read that failed, or plan again",
        ["BL2030"] = "rotate the key, or change its dates",
        ["BL2031"] = "check that the rules of the perimeter let storage reach the vault",
        ["BL2032"] = "upgrade the account to StorageV2 where Azure refuses",
        ["BL2033"] = "grant the read that failed, or plan again",
        ["BL2040"] = "check that the rules of the perimeter let Azure Monitor in",
        ["BL2041"] = "check that logs arrive in the account",
        ["BL2042"] = "check that logs arrive in the account",
        ["BL2043"] = "allow protected append writes; under a locked policy export to another account",
        ["BL2044"] = "grant Microsoft.Storage/storageAccounts/storageTaskAssignments/read",
        ["BL2045"] = "where logs are to end, use a lifecycle rule of the account",
        ["BL2046"] = "remove the exemption",
        ["BL2047"] = "take the types out of the rule, so that a later one decides about them",
        ["BL2048"] = "export the logs to another account or namespace, and back from none",
        ["BL2049"] = "where that is not wanted, write charged: deny",
        ["BL2050"] = "nothing, or take a newer release, which may know the types",
        ["BL2051"] = "export those logs to another account, or accept that they end as well",
        ["BL2060"] = "where a scanner has to pass, make an alert for each operation",
        ["BL2061"] = "delete it where nobody needs it",
    };

    /// <summary>
    /// Whether the message of a code says itself what to do, because verdicts say it in the same words: people need not read that twice.
    /// </summary>
    public static bool IsInMessage(string code) => code is "BL2009" or "BL2043";

    /// <summary>The fix for a code; empty for a code that this release does not know.</summary>
    public static string Of(string code) => Fixes.GetValueOrDefault(code, "");
}
