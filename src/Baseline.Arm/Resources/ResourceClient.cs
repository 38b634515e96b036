using Baseline.Azure;

namespace Baseline.Arm.Resources;

/// <summary>Reads resources and lists of any type, each with the api-version of its type.</summary>
internal sealed class ResourceClient(ArmConnection arm)
{
    /// <summary>All resources of a type that an owner has.</summary>
    public Task<ArmList> ListAsync(ReadType type, ResourceId owner, CancellationToken cancellationToken) =>
        arm.ListAsync(type.ListIn(owner).Text, type.ApiVersion, cancellationToken);
}
