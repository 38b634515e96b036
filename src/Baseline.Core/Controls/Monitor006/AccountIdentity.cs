using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>The user-assigned identity that the document gives to accounts: what is there, or the change that creates it.</summary>
internal sealed class AccountIdentity(ControlContext context)
{
    private const string Where = $"controls.{Monitor006Settings.Id}.identity";
    private const string Provider = "Microsoft.ManagedIdentity";

    /// <summary>The identity, and what keeps an account from using it; no reader where nothing more can be said.</summary>
    public (Remediation Remediation, KeyReader? Reader) For(IdentitySettings wanted, ObservedResource account)
    {
        var lookup = context.Estate.Find(wanted.Id);
        return lookup.Presence switch
        {
            Presence.Found when lookup.Resource is { } found => OfExisting(wanted, found, account),
            Presence.Absent => OfMissing(wanted),
            Presence.Found or Presence.Unknown => (Remediation.Block(Obstacle.Unread(
                $"Identity {wanted.Id} could not be read ({lookup.Why})",
                "grant read access to it")), null),
            _ => throw new ArgumentOutOfRangeException(nameof(wanted), lookup.Presence, "Not a presence."),
        };
    }

    private (Remediation Remediation, KeyReader? Reader) OfExisting(
        IdentitySettings wanted, ObservedResource found, ObservedResource account)
    {
        if (found.Body.TextAt("properties.principalId") is not { } principal)
        {
            return (Remediation.Block(Obstacle.NotWhole(
                $"Identity {wanted.Id} has no principalId in what was read")), null);
        }

        var tenant = found.Body.TextAt("properties.tenantId") ?? context.Estate.Subscription(wanted.Id.SubscriptionId)?.TenantId;
        var reader = new KeyReader(principal, tenant, $"Identity {wanted.Id}", null);
        return (ObstacleOfRegion(found, account) is { } obstacle ? Remediation.Block(obstacle) : Remediation.None, reader);
    }

    private static Obstacle? ObstacleOfRegion(ObservedResource identity, ObservedResource account)
    {
        var isRegional = string.Equals(identity.Body.TextAt("properties.isolationScope"), "Regional", StringComparison.OrdinalIgnoreCase);
        var (own, other) = (Region.Normalize(identity.Body.TextAt("location")), Region.Normalize(account.Body.TextAt("location")));
        return isRegional && own.Length > 0 && other.Length > 0 && own != other
            ? new Obstacle(
                "BL2146",
                $"Identity {identity.Id} is isolated to its region {own} (isolationScope: Regional), and {account.Id} lies in {other}",
                $"name an identity of that region, or one that is not isolated, in {Where}")
            : null;
    }

    private (Remediation Remediation, KeyReader? Reader) OfMissing(IdentitySettings wanted)
    {
        if (wanted.CreateLocation is not { } location)
        {
            return (Remediation.Block(new Obstacle(
                "BL2121",
                $"Identity {wanted.Id} does not exist",
                $"create it, or let apply do so with {Where}.create")), null);
        }

        if (context.WhyNotWritable(wanted.Id) is { } why)
        {
            return (Remediation.Block(why), null);
        }

        var draft = new ChangeDraft($"identity|{wanted.Id.Key}", ChangeRanks.Identity)
        {
            Action = ChangeAction.Create,
            Resource = wanted.Id.Text,
            Type = $"{Provider}/userAssignedIdentities",
            ApiVersion = "2024-11-30",
            Method = "PUT",
            Body = new JsonObject { ["location"] = location },
        };
        var reader = new KeyReader(
            draft.ReferenceTo("properties.principalId"), draft.ReferenceTo("properties.tenantId"), $"Identity {wanted.Id}", draft.Key);
        return (new Remediation([draft], [.. Provisioning.ObstaclesOf(context, wanted.Id, Provider, location)]), reader);
    }
}
