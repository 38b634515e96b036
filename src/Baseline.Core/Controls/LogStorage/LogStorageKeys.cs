namespace Baseline.Controls.LogStorage;

/// <summary>The keys of the document by which accounts are judged, as findings name them too.</summary>
internal static class LogStorageKeys
{
    public const string SecureTransfer = "secureTransfer";
    public const string MinimumTls = "minimumTls";
    public const string AnonymousAccess = "anonymousAccess";
    public const string CrossTenantReplication = "crossTenantReplication";
    public const string TrustedServices = "trustedServices";
    public const string InfrastructureEncryption = "infrastructureEncryption";

    /// <summary>Known only so that a document that has it is told why the tool does not do it.</summary>
    public const string SharedKey = "sharedKey";
}
