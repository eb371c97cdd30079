/**
 * The 64 cameras with a picture, as a table: number, name, owner, metres east and north of Mill St & 4th,
 * bearing, scene, terms and what it can beyond live and recorded.
 */

export const TERM_KINDS = [
  "city",
  "business-standing",
  "business-emergency",
  "business-request",
  "business-night",
  "resident-emergency",
  "resident-request",
  "resident-short",
  "resident-night",
] as const;
export type TermKind = (typeof TERM_KINDS)[number];

export interface StreamCamera {
  readonly number: string;
  readonly name: string;
  readonly owner: string;
  readonly x: number;
  readonly y: number;
  readonly bearingDeg: number;
  readonly scene: string;
  readonly terms: TermKind;
}

function camera(
  number: number,
  name: string,
  owner: string,
  [x, y, bearingDeg]: readonly [number, number, number],
  scene: string,
  terms: TermKind,
): StreamCamera {
  return { number: String(number), name, owner, x, y, bearingDeg, scene, terms };
}

const CITY = "Harbor City";
const DRAY = "Dray's Pharmacy";
const DELI = "Harbor Deli";

/** The seventeen within 300 m of Mill St & 4th. Nothing else may stand that near. */
export const NEAR_CAMERAS: readonly StreamCamera[] = [
  camera(204, "Mill St & 4th, north", DRAY, [22, 20, 215], "corner-day", "business-emergency"),
  camera(205, "Mill St & 4th, south", CITY, [-17, -19, 40], "corner-dusk", "city"),
  camera(206, "4th Ave transit stop", CITY, [17, 68, 190], "transit-stop", "city"),
  camera(211, "Dray's Pharmacy, lot", DRAY, [86, 52, 70], "lot-day", "business-standing"),
  camera(212, "Dray's Pharmacy, door", DRAY, [50, 18, 165], "shop-front", "business-emergency"),
  camera(219, "Mill St bridge", CITY, [-205, 16, 262], "bridge-dusk", "city"),
  camera(231, "Harbor Deli, front", DELI, [-84, -17, 20], "deli-front", "business-emergency"),
  camera(233, "Harbor Deli, alley", DELI, [-100, -52, 180], "alley-night", "business-standing"),
  camera(240, "5th & Alder", CITY, [119, 99, 225], "corner-rain", "city"),
  camera(241, "5th & Alder, PTZ", CITY, [101, 81, 45], "street-high", "city"),
  camera(260, "Alder St 12, porch", "Resident, Alder St 12", [-62, 101, 178], "porch-masked", "resident-emergency"),
  camera(271, "City lot C", CITY, [-122, -118, 235], "lot-night", "city"),
  camera(272, "City lot C, gate", CITY, [-158, -148, 60], "lot-gate", "city"),
  camera(318, "Alder St 44, porch", "Resident, Alder St 44", [208, 102, 182], "porch-day", "resident-short"),
  camera(322, "Dray's Pharmacy, till", DRAY, [58, 30, 310], "till", "business-request"),
  camera(326, "Alder St 37, door", "Resident, Alder St 37", [168, 79, 355], "porch-evening", "resident-request"),
  camera(107, "Mill St garage, ramp", CITY, [214, -22, 170], "garage-ramp", "city"),
];

export const FAR_CAMERAS: readonly StreamCamera[] = [
  camera(101, "9th bridge, south", CITY, [560, 525, 5], "bridge-dusk", "city"),
  camera(102, "9th bridge, north", CITY, [540, 628, 185], "corner-rain", "city"),
  camera(103, "Chapel Green, west gate", CITY, [232, 352, 75], "park-day", "city"),
  camera(104, "Quay St & 4th", CITY, [18, -468, 200], "quay-day", "city"),
  camera(105, "Harbor Line station", CITY, [-672, -60, 330], "transit-stop", "city"),
  camera(106, "Foundry St & 6th", CITY, [232, 642, 40], "corner-day", "city"),
  camera(108, "Orchard Square", CITY, [672, 172, 250], "park-day", "city"),
  camera(109, "12th & Mill St", CITY, [868, 12, 275], "corner-dusk", "city"),
  camera(110, "Founders Park, north", CITY, [880, -82, 190], "street-high", "city"),
  camera(111, "Pier 3", CITY, [212, -512, 160], "quay-day", "city"),
  camera(112, "Tanner St & 9th", CITY, [540, -262, 310], "corner-rain", "city"),
  camera(113, "Birch St & 10th", CITY, [652, 282, 120], "corner-dusk", "city"),
  camera(114, "Weaver Way underpass", CITY, [-762, 98, 90], "garage-ramp", "city"),
  camera(115, "Ropewalk & Mason Way", CITY, [-560, -352, 20], "corner-rain", "city"),
  camera(116, "Hill Gardens, stairs", CITY, [-742, 552, 205], "street-high", "city"),
  camera(117, "City lot F", CITY, [1_002, -212, 300], "lot-night", "city"),

  camera(207, "Tern Hotel, lobby", "Tern Hotel", [388, -98, 90], "lobby", "business-emergency"),
  camera(208, "Tern Hotel, entrance", "Tern Hotel", [384, -82, 0], "shop-front", "business-standing"),
  camera(209, "Orchard Cinema, foyer", "Orchard Cinema", [508, 192, 270], "lobby", "business-emergency"),
  camera(210, "Orchard Cinema, alley", "Orchard Cinema", [522, 214, 10], "alley-night", "business-request"),
  camera(213, "Pier 4 Fish Market", "Pier 4 Fish Market", [338, -498, 200], "quay-day", "business-standing"),
  camera(214, "Alder Garage, forecourt", "Alder Garage", [424, 78, 190], "lot-day", "business-emergency"),
  camera(215, "Quay Books, front", "Quay Books", [-118, -456, 175], "shop-front", "business-emergency"),
  camera(216, "Quay Books, till", "Quay Books", [-112, -444, 20], "till", "business-request"),
  camera(217, "Kestrel Parking, gate", "Kestrel Parking", [742, -172, 265], "lot-gate", "business-standing"),
  camera(218, "Kestrel Parking, deck", "Kestrel Parking", [764, -196, 135], "lot-night", "business-emergency"),
  camera(220, "Linden Bakery, front", "Linden Bakery", [-32, 462, 180], "deli-front", "business-emergency"),
  camera(221, "Linden Bakery, till", "Linden Bakery", [-26, 474, 0], "till", "business-night"),
  camera(222, "Foundry Works, yard", "Foundry Works", [-902, -128, 60], "lot-day", "business-night"),
  camera(223, "Foundry Works, dock", "Foundry Works", [-928, -152, 240], "garage-ramp", "business-emergency"),
  camera(224, "Chapel Street Bank, lobby", "Chapel Street Bank", [342, 452, 210], "lobby", "business-standing"),
  camera(225, "Chapel Street Bank, front", "Chapel Street Bank", [330, 440, 170], "corner-day", "business-standing"),
  camera(226, "Vine Grocers, front", "Vine Grocers", [-428, 532, 0], "deli-front", "business-emergency"),
  camera(227, "Vine Grocers, lot", "Vine Grocers", [-452, 556, 320], "lot-day", "business-request"),
  camera(228, "Harborlight Hall", "Harborlight Hall", [452, -348, 355], "corner-dusk", "business-emergency"),
  camera(229, "Ropewalk Laundry, front", "Ropewalk Laundry", [-238, -348, 5], "shop-front", "business-night"),
  camera(230, "East End Pharmacy, till", "East End Pharmacy", [1_098, 98, 280], "till", "business-emergency"),
  camera(232, "East End Pharmacy, alley", "East End Pharmacy", [1_114, 122, 15], "alley-night", "business-standing"),

  camera(261, "Birch St 61, porch", "Resident, Birch St 61", [442, 281, 180], "porch-evening", "resident-emergency"),
  camera(262, "Orchard Row 88, porch", "Resident, Orchard Row 88", [602, 171, 0], "porch-day", "resident-emergency"),
  camera(310, "Linden St 15, door", "Resident, Linden St 15", [-142, 460, 185], "porch-evening", "resident-request"),
  camera(311, "Hill St 7, porch", "Resident, Hill St 7", [-552, 729, 175], "porch-day", "resident-emergency"),
  camera(312, "Spring St 102, drive", "Resident, Spring St 102", [452, 800, 5], "porch-evening", "resident-short"),
  camera(330, "Vine St 140, porch", "Resident, Vine St 140", [992, 531, 185], "porch-day", "resident-emergency"),
  camera(331, "Chandler St 90, door", "Resident, Chandler St 90", [662, -171, 0], "porch-evening", "resident-request"),
  camera(332, "Alder St 120, porch", "Resident, Alder St 120", [882, 101, 175], "porch-day", "resident-night"),
  camera(333, "Potter Way 3, porch", "Resident, Potter Way 3", [-652, 300, 95], "porch-day", "resident-request"),
];
